/** Breaks what has no blanks, such as Chinese or a digest. */
export function wrapped(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const letter of text) {
    const next = lines[lines.length - 1] + letter
    if (pen.measureText(next).width > width) lines.push(letter)
    else lines[lines.length - 1] = next
  }
  return lines
}

export const faces = (variable: string): string => getComputedStyle(document.documentElement).getPropertyValue(variable)

/** A white page twice the size of the screen's, saved as a file for a group chat. */
export async function savePaper(width: number, height: number, file: string, draw: (pen: CanvasRenderingContext2D) => void): Promise<void> {
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = height * 2
  const pen = canvas.getContext('2d')!
  pen.scale(2, 2)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  draw(pen)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (blob === null) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = file
  link.click()
  URL.revokeObjectURL(link.href)
}

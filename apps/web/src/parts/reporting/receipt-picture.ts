import { qrPath } from '../../ui/qr-code.tsx'
import { faces, savePaper, wrapped } from './picture.ts'

type Picture = { title: string; under: string; number: string; state: string; lines: [string, string][]; small: string[]; qr: string; file: string }

const WIDTH = 720
const MARGIN = 48
const LINE = 52

/** The receipt as a picture for a group chat: always light, twice the size of the screen's. */
export async function savePicture(picture: Picture): Promise<void> {
  await document.fonts.ready
  const height = 250 + picture.lines.length * LINE + 190
  await savePaper(WIDTH, height, picture.file, (pen) => {
    drawHead(pen, picture)
    drawProof(pen, picture, drawLines(pen, picture))
  })
}

function drawHead(pen: CanvasRenderingContext2D, { title, under, number, state }: Picture) {
  pen.textAlign = 'center'
  pen.fillStyle = '#14201c'
  pen.font = `700 30px ${faces('--song')}`
  pen.fillText(title, WIDTH / 2, 118)
  pen.fillStyle = '#43514b'
  pen.font = `400 18px ${faces('--faces')}`
  pen.fillText(under, WIDTH / 2, 156)
  pen.fillText(number, WIDTH / 2, 184)
  pen.font = `700 20px ${faces('--faces')}`
  pen.fillStyle = pen.strokeStyle = '#17734a'
  pen.lineWidth = 2
  const width = pen.measureText(state).width + 28
  pen.strokeRect(WIDTH - MARGIN - width, 28, width, 38)
  pen.fillText(state, WIDTH - MARGIN - width / 2, 54)
}

function drawLines(pen: CanvasRenderingContext2D, { lines }: Picture): number {
  let y = 214
  for (const [label, value] of lines) {
    y += LINE
    pen.fillStyle = '#14201c'
    pen.textAlign = 'left'
    pen.font = `400 21px ${faces('--faces')}`
    pen.fillText(label, MARGIN, y - 16)
    pen.textAlign = 'right'
    pen.font = `600 26px ${faces('--faces')}`
    pen.fillText(value, WIDTH - MARGIN, y - 16)
    pen.fillStyle = '#d9e1dd'
    pen.fillRect(MARGIN, y, WIDTH - 2 * MARGIN, 1)
  }
  pen.fillStyle = '#14201c'
  pen.fillRect(MARGIN, y, WIDTH - 2 * MARGIN, 1)
  pen.fillRect(MARGIN, y + 3, WIDTH - 2 * MARGIN, 1)
  return y
}

function drawProof(pen: CanvasRenderingContext2D, { qr, small }: Picture, below: number) {
  const { path, size } = qrPath(qr)
  const side = 132
  pen.save()
  pen.translate(MARGIN, below + 30)
  pen.scale(side / size, side / size)
  pen.fillStyle = '#14201c'
  pen.fill(new Path2D(path))
  pen.restore()
  pen.textAlign = 'left'
  pen.fillStyle = '#5a6862'
  pen.font = `400 16px ${faces('--faces')}`
  let y = below + 56
  for (const line of small.flatMap((text) => wrapped(pen, text, WIDTH - 2 * MARGIN - side - 24))) {
    pen.fillText(line, MARGIN + side + 24, y)
    y += 24
  }
}

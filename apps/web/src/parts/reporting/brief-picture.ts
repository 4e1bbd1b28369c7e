import type { Brief } from './brief.ts'
import { faces, savePaper, wrapped } from './picture.ts'

const WIDTH = 750
const MARGIN = 48
const INNER = WIDTH - 2 * MARGIN

/** Draws from the top down; answers where it ended, which is how high the paper must be. */
function draw(pen: CanvasRenderingContext2D, brief: Brief): number {
  let y = 84
  pen.fillStyle = '#14201c'
  pen.textAlign = 'center'
  pen.font = `700 32px ${faces('--song')}`
  for (const line of wrapped(pen, brief.title, INNER)) {
    pen.fillText(line, WIDTH / 2, y)
    y += 42
  }
  pen.fillRect(MARGIN, y - 22, INNER, 1)
  pen.fillRect(MARGIN, y - 18, INNER, 1)
  pen.font = `400 18px ${faces('--faces')}`
  pen.fillStyle = '#43514b'
  pen.fillText(brief.under, WIDTH / 2, y + 12)
  y += 30
  for (const section of brief.sections) y = drawSection(pen, section, y + 34)
  pen.textAlign = 'left'
  pen.fillStyle = '#5a6862'
  pen.font = `400 15px ${faces('--faces')}`
  y += 20
  for (const line of wrapped(pen, brief.foot, INNER)) {
    y += 22
    pen.fillText(line, MARGIN, y)
  }
  return y + 40
}

function drawSection(pen: CanvasRenderingContext2D, { heading, lines, table }: Brief['sections'][number], top: number): number {
  let y = top
  pen.textAlign = 'left'
  pen.fillStyle = '#14201c'
  pen.font = `700 21px ${faces('--faces')}`
  pen.fillText(heading, MARGIN, y)
  for (const [kind, count, amount] of table ?? []) {
    y += 38
    pen.font = `400 19px ${faces('--faces')}`
    pen.textAlign = 'left'
    pen.fillText(kind, MARGIN, y)
    pen.textAlign = 'right'
    pen.fillText(count, MARGIN + INNER * 0.6, y)
    pen.font = `600 20px ${faces('--faces')}`
    pen.fillText(amount, WIDTH - MARGIN, y)
    pen.fillStyle = '#d9e1dd'
    pen.fillRect(MARGIN, y + 12, INNER, 1)
    pen.fillStyle = '#14201c'
  }
  if (table && table.length > 0) y += 10
  pen.textAlign = 'left'
  pen.font = `400 19px ${faces('--faces')}`
  for (const line of lines.flatMap((text) => wrapped(pen, text, INNER))) {
    y += 32
    pen.fillText(line, MARGIN, y)
  }
  return y + 8
}

/** The brief as a picture: always light, as long as it needs to be. */
export async function savePage(brief: Brief): Promise<void> {
  await document.fonts.ready
  const height = draw(document.createElement('canvas').getContext('2d')!, brief)
  await savePaper(WIDTH, Math.ceil(height), brief.file, (pen) => void draw(pen, brief))
}

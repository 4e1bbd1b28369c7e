import { create } from 'qrcode'

/** The dark squares of a QR code as one SVG path, and its size in squares. */
export function qrPath(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`
  }
  return { path, size: modules.size }
}

/** Always dark on white: phones read it from the screen and from paper. */
export default function QrCode({ text, label, side = 112 }: { text: string; label: string; side?: number }) {
  const { path, size } = qrPath(text)
  return (
    <svg width={side} height={side} viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x="-2" y="-2" width={size + 4} height={size + 4} fill="#fff" />
      <path d={path} fill="#14201c" />
    </svg>
  )
}

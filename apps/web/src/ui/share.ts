import type { Fen } from '@qingqian/rules/money'

/** A part of a whole in per cent, exact to a thousandth; 0 of nothing. */
export function share(part: Fen, whole: Fen): number {
  return whole === 0n ? 0 : Number((part * 100_000n) / whole) / 1000
}

/** A rate as text: 51.25% or 51.3%; empty where there is nothing to be a part of. Rounded half up from the exact sums. */
export function rate(part: Fen, whole: Fen, decimals: 1 | 2 = 1): string {
  if (whole === 0n) return ''
  const scale = decimals === 2 ? 10_000n : 1000n
  const rounded = (part * scale * 2n + whole) / (whole * 2n)
  const digits = rounded.toString().padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}%`
}

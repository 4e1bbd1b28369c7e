/** Finds sums that are 10,000 times off their peers: 元 typed where 万元 was meant, or the other way round. */
import type { Fen } from '@qingqian/rules/money'

/** A judgement needs peers. */
const FEWEST = 8
/** Two powers of ten at least; more where the sums of a sheet vary more. */
const FARTHEST = 2
const SPREADS = 3.3

/**
 * Indices of suspects among the sums of one sheet (positive fen). Distances are of decimal logarithms from the median,
 * measured in the sheet's own spread, and a suspect divided or multiplied by 10,000 must stand among the others:
 * a single very large contract alone is not enough.
 */
export function slips(sums: readonly Fen[]): number[] {
  if (sums.length < FEWEST) return []
  const logs = sums.map((sum) => Math.log10(Number(sum)))
  const middle = median(logs)
  const spread = 1.4826 * median(logs.map((log) => Math.abs(log - middle)))
  const far = Math.max(FARTHEST, SPREADS * spread)
  return logs.flatMap((log, index) => {
    const off = log - middle
    const mended = Math.abs(Math.abs(off) - 4)
    return Math.abs(off) > far && mended <= Math.max(1.5, 2 * spread) ? [index] : []
  })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/**
 * The server's clock. Every HTTP answer carries a Date of whole seconds; each narrows between which two values our
 * clock's error must lie, so the estimate becomes exact to some tens of milliseconds.
 */
let low = Number.NEGATIVE_INFINITY
let high = Number.POSITIVE_INFINITY

export function learnClock(dateHeader: string | null, sentAt: number, receivedAt: number): void {
  const date = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
  if (Number.isNaN(date)) return
  const least = date - receivedAt
  const most = date + 1000 - sentAt
  if (least > high || most < low) {
    low = least
    high = most
    return
  }
  low = Math.max(low, least)
  high = Math.min(high, most)
}

/** Milliseconds since 1970 by the server's clock; by ours until a first answer came. */
export function serverNow(): number {
  return Number.isFinite(low) ? Date.now() + Math.round((low + high) / 2) : Date.now()
}

/** How much of a stranger's file is read. Generous for any county's ledger, small for the server. */
export const LIMITS = {
  /** Bytes of the file as uploaded. */
  fileBytes: 20 * 1024 * 1024,
  /** Bytes of all parts of a zip together, counted while inflating: declared sizes are not believed. */
  inflatedBytes: 200 * 1024 * 1024,
  /** Inflated bytes per byte of file beyond the first `freelyInflated`. Blank formatted rows reach about 60. */
  inflateRatio: 150,
  freelyInflated: 20 * 1024 * 1024,
  zipEntries: 2_000,
  sheets: 100,
  /** Rows with something in them, over all sheets. */
  rows: 100_000,
  columns: 256,
  /** Characters kept of one cell (a spreadsheet's own limit is 32,767), and of all cells together: shared strings multiply. */
  cellText: 4_000,
  allText: 64 * 1024 * 1024,
  milliseconds: 60_000,
  /** JavaScript heap of the worker thread. */
  heapMegabytes: 768,
  /** Files read at the same time by one process; more wait. */
  atOnce: 2,
} as const

/** Ids of what the bulk path loads follow from the numbers in the files, so that those who ask need no list. */

// Any fixed moment will do: a UUIDv7 bears one, and numbers in the order of the file keep that order.
const BASE = Date.UTC(2022, 5, 16)

/** @param {number} number of a debt in the files */
export function payableUuid(number) {
  const at = (BASE + number).toString(16).padStart(12, '0')
  return `${at.slice(0, 8)}-${at.slice(8)}-7000-8000-${number.toString(16).padStart(12, '0')}`
}

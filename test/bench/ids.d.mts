export function payableUuid(number: number): string

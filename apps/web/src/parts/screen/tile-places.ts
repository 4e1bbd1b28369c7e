/** Where townships and counties roughly lie, as column and row of the tile map. Schematic: no boundaries, so no map number is needed. */
export const PLACES: Readonly<Record<string, { columns: number; at: Readonly<Record<string, readonly [column: number, row: number]>> }>> = {
  '140500': { columns: 3, at: { '140521': [1, 1], '140581': [2, 1], '140524': [3, 1], '140522': [1, 2], '140502': [2, 2], '140525': [3, 2] } },
  '140521': {
    columns: 5,
    at: {
      '140521206': [3, 1], '140521106': [4, 1], '140521205': [5, 1],
      '140521100': [1, 2], '140521102': [2, 2], '140521103': [3, 2], '140521204': [4, 2], '140521105': [5, 2],
      '140521101': [1, 3], '140521201': [2, 3], '140521202': [3, 3], '140521104': [5, 3],
    },
  },
}

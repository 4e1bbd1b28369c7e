import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { printedSchema } from '../../../apps/api/src/schema.ts'
import { graphql } from './packages.ts'

const contract = join(import.meta.dirname, '../../contract')
const promised = graphql.buildSchema(readFileSync(join(contract, 'schema.graphql'), 'utf8'))

test('the product offers everything that the contract promises', () => {
  expect(graphql.findBreakingChanges(promised, graphql.buildSchema(printedSchema())).map((change) => change.description)).toEqual([])
})

test('the contract\'s documents are valid in the product', () => {
  const document = graphql.parse(readFileSync(join(contract, 'operations.graphql'), 'utf8'))
  expect(graphql.validate(graphql.buildSchema(printedSchema()), document)).toEqual([])
})

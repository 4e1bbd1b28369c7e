/** The wire's scalars: Money, Date, DateTime. Inside they are bigint fen, Day and Moment. */
import { isDay, momentOf, momentText, parseMoment, type Day, type Moment } from '@qingqian/rules/day'
import { parseMoney, yuan } from '@qingqian/rules/money'
import { halfWidth } from '@qingqian/rules/text'
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'

const bad = (what: string): GraphQLError => new GraphQLError(what, { extensions: { code: 'BAD_USER_INPUT' } })

function textOf(node: ValueNode, what: string): string {
  if (node.kind !== Kind.STRING) throw bad(`${what} is written as a string`)
  return node.value
}

/** What came in as Money. Too precise an amount stays text: a rule refuses it with AMOUNT_TOO_PRECISE, as data. */
export type MoneyInput = bigint | { readonly tooPrecise: string }

function readMoney(value: unknown): MoneyInput {
  if (typeof value !== 'string') throw bad('Money is a decimal string in yuan, such as "1234.56"')
  const fen = parseMoney(value)
  if (fen === 'AMOUNT_TOO_PRECISE') return { tooPrecise: halfWidth(value).trim() }
  if (typeof fen !== 'bigint') throw bad('Money is a decimal string in yuan, such as "1234.56"')
  return fen
}

export const MoneyScalar = new GraphQLScalarType<MoneyInput, string>({
  name: 'Money',
  description: 'Decimal string in yuan with exactly two decimals: "1234567.89". Never a float.',
  serialize: (value) => yuan(value as bigint),
  parseValue: readMoney,
  parseLiteral: (node) => readMoney(textOf(node, 'Money')),
})

/** Far beyond any ledger, and well within what the database and Date can add days to. */
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2999-12-31'

function readDay(value: unknown): Day {
  if (typeof value !== 'string' || !isDay(value)) throw bad('Date is a day of the calendar such as "2022-06-16"')
  if (value < FIRST_DAY || value > LAST_DAY) throw bad(`Date is a day from ${FIRST_DAY} to ${LAST_DAY}`)
  return value
}

export const DateScalar = new GraphQLScalarType<Day, string>({
  name: 'Date',
  description: '2022-06-16, in Asia/Shanghai.',
  serialize: (value) => value as string,
  parseValue: readDay,
  parseLiteral: (node) => readDay(textOf(node, 'Date')),
})

function readMoment(value: unknown): Moment {
  const moment = typeof value === 'string' ? parseMoment(value) : null
  if (moment === null) throw bad('DateTime is ISO 8601 with an offset such as "2022-06-16T17:00:00+08:00"')
  if (moment < momentOf(FIRST_DAY) || moment > momentOf(LAST_DAY)) throw bad(`DateTime is a moment from ${FIRST_DAY} to ${LAST_DAY}`)
  return moment
}

export const DateTimeScalar = new GraphQLScalarType<Moment, string>({
  name: 'DateTime',
  description: 'ISO 8601 with offset.',
  serialize: (value) => momentText(value as Moment),
  parseValue: readMoment,
  parseLiteral: (node) => readMoment(textOf(node, 'DateTime')),
})

import { UNIT_KINDS, type UnitKind } from '@qingqian/rules/unit'
import { Field, ID, InterfaceType, ObjectType, registerEnumType } from 'type-graphql'

/** An enum of the API from the rules' words. */
export function words<const Word extends string>(name: string, list: readonly Word[], description?: string): { [Key in Word]: Key } {
  const values = Object.fromEntries(list.map((word) => [word, word])) as { [Key in Word]: Key }
  registerEnumType(values, { name, ...(description ? { description } : {}) })
  return values
}

export const UnitKindWord = words('UnitKind', UNIT_KINDS)
export const ReportingLineWord = words('ReportingLine', ['TOWNSHIP', 'DEPARTMENT', 'SOE', 'ZONE'], '汇总口: the line along which a unit\'s ledger is compiled.')
export const UnitStatusWord = words('UnitStatus', ['OPERATING', 'SUSPENDED', 'DISSOLVED'])

const nodeTypes = new WeakMap<object, string>()

/** Tells GraphQL which type a plain object is, where the API promises only a Node. */
export function asNode<Source extends object>(typename: string, source: Source): Source {
  nodeTypes.set(source, typename)
  return source
}

@InterfaceType('Node', { resolveType: (value: object) => nodeTypes.get(value) })
export abstract class NodeType {
  @Field(() => ID)
  id!: string
}

/** The API's Unit; its source is the tree's Unit. Totals, payables and the daily board are added by their parts. */
@ObjectType('Unit', { implements: NodeType })
export class UnitType extends NodeType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  name!: string

  @Field(() => UnitKindWord)
  kind!: UnitKind

  @Field(() => ReportingLineWord, { nullable: true })
  reportingLine?: keyof typeof ReportingLineWord | null

  @Field(() => UnitStatusWord)
  status!: keyof typeof UnitStatusWord
}

/**
 * The hottest question, a unit's totals and those of the units below it, as finished text. Only for callers who see the whole
 * subtree, so that the text is the same for each of them, and only after the gate has admitted the operation.
 */
import { type DocumentNode, type FieldNode, type GraphQLSchema, type OperationDefinitionNode, Kind, OperationTypeNode } from 'graphql'
import { type Caller, may, sees } from '../access/caller.ts'
import type { Context } from '../access/context.ts'
import type { Clock } from '../platform/clock.ts'
import { globalId } from '../platform/global-id.ts'
import type { FinishedTexts } from '../platform/graphql-gate.ts'
import { LIMITS, type Variables } from '../platform/graphql-limits.ts'
import { type Moment, TextCompiler, type TextShapes, TextStore, Unfit } from '../platform/graphql-text.ts'
import { subtree, within } from '@qingqian/rules/unit'
import type { Node, Rollup } from './rollup.ts'
import { type TotalsCell, type TotalsView, keptView } from './totals.ts'

/** Texts are for documents that come back. */
const USES_BEFORE_COMPILING = 3

interface Known {
  uses: number
  /** Null: not for text. */
  compiled: { argument: FieldNode; write: (node: unknown, moment: Moment) => string } | null
}

const plain = (names: readonly (keyof TotalsCell)[]): Record<string, (cell: TotalsCell) => unknown> =>
  Object.fromEntries(names.map((name) => [name, (cell: TotalsCell) => cell[name]]))

const ofView = (names: readonly (keyof TotalsView)[]): Record<string, (node: Node) => unknown> =>
  Object.fromEntries(names.map((name) => [name, (node: Node) => keptView(node)[name]]))

const PART = ['vintage', 'disputed', 'payableCount', 'outstandingCount', 'amount', 'paid', 'extinguished', 'outstanding'] as const

function shapesOver(rollup: Rollup): TextShapes {
  return {
    Unit: {
      version: (node: Node) => node.version,
      fields: {
        id: ({ unit }: Node) => globalId('U', unit.countyId, unit.code),
        code: ({ unit }: Node) => unit.code, name: ({ unit }: Node) => unit.name, kind: ({ unit }: Node) => unit.kind,
        reportingLine: ({ unit }: Node) => unit.line, status: ({ unit }: Node) => unit.status,
        children: ({ unit }: Node) => unit.children.map(({ code }) => rollup.node(code)),
        totals: (node: Node) => node,
      },
    },
    Totals: {
      version: (node: Node) => node.version,
      fleeting: new Set(['asOf']),
      fields: {
        unit: (node: Node) => node,
        asOf: (_node: Node, { now }: Moment) => now,
        ...ofView([
          'journalPosition', 'payableCount', 'outstandingCount', 'creditorCount', 'creditorCountEver', 'clearedCount', 'amount', 'paid', 'paidSinceBaseline', 'extinguished', 'outstanding',
          'disputedOutstanding', 'excludedOutstanding', 'newToday', 'paidToday', 'cells', 'parts',
        ]),
      },
    },
    TotalsCell: { fields: plain([...PART, 'debtorKind', 'category', 'disputedOutstanding']) },
    TotalsPart: { fields: plain(PART) },
  }
}

export class TotalsTexts implements FinishedTexts<Context> {
  private readonly rollup: Rollup
  private readonly clock: Clock
  private readonly shapes: TextShapes
  private readonly store = new TextStore()
  private readonly known = new WeakMap<OperationDefinitionNode, Known>()

  constructor(rollup: Rollup, clock: Clock) {
    this.rollup = rollup
    this.clock = clock
    this.shapes = shapesOver(rollup)
  }

  /** The data of `{ unit(code: …) { … } }`, or null where it must be executed. */
  textOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, { caller }: Context, variables: Variables): string | null {
    const compiled = this.compiledFor(schema, document, operation)
    if (!compiled || !caller) return null
    const code = codeIn(compiled.argument, variables)
    const node = code === null ? undefined : this.rollup.node(code)
    if (!node || !seesAll(caller, node)) return null
    try {
      const moment = { now: this.clock.now(), listed: 0 }
      const text = compiled.write(node, moment)
      if (moment.listed > LIMITS.nodes) return null
      return `{${JSON.stringify(compiled.argument.alias?.value ?? 'unit')}:${text}}`
    } catch (error) {
      if (error instanceof Unfit) return null
      throw error
    }
  }

  private compiledFor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Known['compiled'] {
    let known = this.known.get(operation)
    if (!known) this.known.set(operation, (known = { uses: 0, compiled: null }))
    if (++known.uses === USES_BEFORE_COMPILING) known.compiled = this.compile(schema, document, operation)
    return known.compiled
  }

  private compile(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Known['compiled'] {
    const [root, ...others] = operation.selectionSet.selections
    if (operation.operation !== OperationTypeNode.QUERY || operation.directives?.length || others.length > 0 || root?.kind !== Kind.FIELD || root.name.value !== 'unit' || root.directives?.length) return null
    if (!isCodeAlone(operation, root)) return null
    try {
      return { argument: root, write: new TextCompiler(schema, document, this.shapes, this.store).compile(schema.getQueryType()!.getFields().unit!.type, [root]) }
    } catch (error) {
      if (error instanceof Unfit) return null
      throw error
    }
  }
}

/** Is the unit's code given literally, or by the only variable there is? Then nothing else needs to be coerced or refused. */
function isCodeAlone({ variableDefinitions = [] }: OperationDefinitionNode, root: FieldNode): boolean {
  const [argument] = root.arguments ?? []
  if (argument?.value.kind === Kind.STRING) return variableDefinitions.length === 0
  const [definition] = variableDefinitions
  return argument?.value.kind === Kind.VARIABLE && variableDefinitions.length === 1 && definition!.variable.name.value === argument.value.name.value && !definition!.directives?.length
}

function codeIn(root: FieldNode, variables: Variables): string | null {
  const value = root.arguments![0]!.value
  const code = value.kind === Kind.STRING ? value.value : value.kind === Kind.VARIABLE && Object.hasOwn(variables, value.name.value) ? variables[value.name.value] : null
  return typeof code === 'string' ? code : null
}

/** Who reads the whole subtree is answered alike. Administrators see units without figures: execution tells them so. */
function seesAll(caller: Caller, { unit }: Node): boolean {
  const below = subtree(unit.path)
  return may(caller, 'TOTALS') && sees(caller, unit) && caller.scope.read.some((range) => within(unit.path, range) && below.to <= range.to)
}

/**
 * How much one operation may ask for. Counted over the chosen operation with its fragments expanded, as it would run, and
 * kept with the parsed document; only page sizes depend on variables. Names mean nothing here: what counts as introspection
 * is the fields `__schema` and `__type` of Query itself, not a fragment or operation that is called so.
 */
import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLNamedType, type GraphQLSchema, type OperationDefinitionNode,
  type SelectionSetNode, Kind, getNamedType, getNullableType, isCompositeType, isInterfaceType, isLeafType, isListType, isObjectType,
} from 'graphql'
import { limitError, pageSizeError } from './graphql-errors.ts'

/** The documented limits. */
export const LIMITS = { depth: 10, aliases: 15, rootFields: 10, duplicates: 50, nodes: 10_000, page: 100 } as const
/**
 * A bounded list without a size of its own (`extensions: { size }` on its field) is taken to hold this many; a list within
 * itself (units below units) `nested`, since a tree does not go on as it begins. Its resolver counts what there really is.
 */
const LIST_SIZE = 20
/** Fragments that spread fragments unfold exponentially; no honest operation comes near this many selections. */
const MAX_SELECTIONS = 10_000

export type Variables = Readonly<Record<string, unknown>>

/** What an operation asks for. */
export interface Demand {
  /** Objects it may reach, by its page sizes. */
  readonly nodes: number
  /** What it takes from the caller's rate: 1, and 1 for every further 100 nodes. */
  readonly points: number
  readonly introspects: boolean
}

/** Resolvers of connections ask this as well; answers the size of the page. */
export function pageSize(args: { readonly first?: number | null | undefined; readonly last?: number | null | undefined }): number {
  const { first, last } = args
  if (first != null && last != null) throw pageSizeError('Give `first` or `last`, not both.')
  const size = first ?? last
  if (size == null) throw pageSizeError(`A connection needs \`first\` or \`last\`, from 1 to ${LIMITS.page}.`)
  if (size < 1 || size > LIMITS.page) throw pageSizeError(`\`${first == null ? 'last' : 'first'}\` is from 1 to ${LIMITS.page}.`)
  return size
}

/** Checks an operation of a valid document; throws the first limit that it breaks. */
export function demandOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Demand {
  let shape = shapes.get(operation)
  if (shape === undefined) shapes.set(operation, (shape = new Shape(schema, document, operation)))
  const nodes = shape.nodes(variables)
  if (nodes > LIMITS.nodes) throw limitError('COST_LIMIT', `This asks for up to ${Math.min(nodes, 1e9)} nodes; at most ${LIMITS.nodes} at a time.`)
  return { nodes, points: 1 + Math.floor(nodes / 100), introspects: shape.introspects }
}

const shapes = new WeakMap<OperationDefinitionNode, Shape>()

/** A field that gives objects, with what is selected below it. */
interface Grove {
  /** How many of it there are for one parent: a number, or the page of the connection itself or of the one above. */
  readonly size: number | 'page' | 'page above'
  readonly field: FieldNode
  readonly below: readonly Grove[]
}

/** What is fixed about an operation whatever its variables are. */
class Shape {
  readonly introspects: boolean
  private readonly schema: GraphQLSchema
  private readonly operation: OperationDefinitionNode
  private readonly fragments = new Map<string, FragmentDefinitionNode>()
  private readonly groves: readonly Grove[]
  private selections = 0
  private aliases = 0
  private duplicates = 0
  private sawIntrospection = false

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.schema = schema
    this.operation = operation
    for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition)
    const root = schema.getRootType(operation.operation)!
    this.groves = this.grovesIn(root, operation.selectionSet, 1, false, null)
    this.introspects = this.sawIntrospection
  }

  nodes(variables: Variables): number {
    const valueOf = valuesFor(this.operation, variables)
    const count = (groves: readonly Grove[], parents: number, page: number): number => {
      let sum = 0
      for (const grove of groves) {
        const isPage = grove.size === 'page'
        const ownPage = isPage ? pageSize({ first: valueOf(grove.field, 'first'), last: valueOf(grove.field, 'last') }) : page
        const size = typeof grove.size === 'number' ? grove.size : isPage ? 1 : page
        const there = parents * size
        sum += there + count(grove.below, there, ownPage)
      }
      return sum
    }
    return count(this.groves, 1, 1)
  }

  private grovesIn(type: GraphQLNamedType, set: SelectionSetNode, depth: number, inPage: boolean, under: string | null): Grove[] {
    const groves: Grove[] = []
    const fields = this.fieldsOf(type, set)
    if (depth === 1 && fields.length > LIMITS.rootFields) throw limitError('ROOT_FIELD_LIMIT', `An operation has at most ${LIMITS.rootFields} root fields.`)
    for (const { parent, field } of fields) {
      const isIntrospection = depth === 1 && parent === this.schema.getQueryType() && (field.name.value === '__schema' || field.name.value === '__type')
      this.sawIntrospection ||= isIntrospection
      if (!isIntrospection && depth > LIMITS.depth) throw limitError('DEPTH_LIMIT', `Fields are nested at most ${LIMITS.depth} deep.`)
      if (field.alias && ++this.aliases > LIMITS.aliases) throw limitError('ALIAS_LIMIT', `An operation has at most ${LIMITS.aliases} aliases.`)
      if (isIntrospection) {
        if (field.selectionSet) this.walkIntrospection(field)
        continue
      }
      const definition = definitionOf(parent, field)
      if (definition === undefined || isLeafType(getNamedType(definition.type))) continue
      const size = sizeOf(definition, inPage, under)
      const below = field.selectionSet ? this.grovesIn(getNamedType(definition.type), field.selectionSet, depth + 1, size === 'page', field.name.value) : []
      groves.push({ size, field, below })
    }
    return groves
  }

  /** The schema itself costs nothing (graphql-js bounds how its lists nest), but tricks with aliases count in it, too. */
  private walkIntrospection(field: FieldNode): void {
    const types = this.schema.getTypeMap()
    const type = types[field.name.value === '__schema' ? '__Schema' : '__Type']
    if (!type) return
    const walk = (parent: GraphQLNamedType, set: SelectionSetNode): void => {
      for (const { parent: holder, field: inner } of this.fieldsOf(parent, set)) {
        if (inner.alias && ++this.aliases > LIMITS.aliases) throw limitError('ALIAS_LIMIT', `An operation has at most ${LIMITS.aliases} aliases.`)
        const definition = definitionOf(holder, inner)
        if (definition && inner.selectionSet) walk(getNamedType(definition.type), inner.selectionSet)
      }
    }
    walk(type, field.selectionSet!)
  }

  /** The fields of a selection set with its fragments unfolded, each fragment once, as execution does. */
  private fieldsOf(type: GraphQLNamedType, set: SelectionSetNode): { parent: GraphQLNamedType; field: FieldNode }[] {
    const found: { parent: GraphQLNamedType; field: FieldNode }[] = []
    const spread = new Set<string>()
    const keys = new Set<string>()
    const collect = (parent: GraphQLNamedType, selectionSet: SelectionSetNode): void => {
      for (const selection of selectionSet.selections) {
        if (++this.selections > MAX_SELECTIONS) throw limitError('COST_LIMIT', 'The fragments of this operation unfold to too many fields.')
        if (selection.kind === Kind.FIELD) {
          const key = `${parent.name}.${selection.alias?.value ?? selection.name.value}`
          if (keys.has(key) && ++this.duplicates > LIMITS.duplicates) throw limitError('DUPLICATE_LIMIT', `At most ${LIMITS.duplicates} fields are asked for twice.`)
          keys.add(key)
          found.push({ parent, field: selection })
          continue
        }
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          if (spread.has(selection.name.value)) continue
          spread.add(selection.name.value)
        }
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection
        if (!fragment) continue
        const condition = fragment.typeCondition ? this.schema.getType(fragment.typeCondition.name.value) : parent
        if (condition) collect(condition, fragment.selectionSet)
      }
    }
    collect(type, set)
    return found
  }
}

function definitionOf(parent: GraphQLNamedType, field: FieldNode): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined
}

/** A connection has `first` and `last`; its page is in `edges` and `nodes`. */
function sizeOf(definition: GraphQLField<unknown, unknown>, inPage: boolean, under: string | null): Grove['size'] {
  const names = definition.args.map((arg) => arg.name)
  if (names.includes('first') && names.includes('last') && isCompositeType(getNamedType(definition.type))) return 'page'
  if (!isListType(getNullableType(definition.type))) return 1
  if (inPage && (definition.name === 'edges' || definition.name === 'nodes')) return 'page above'
  const { size, nested } = definition.extensions as { size?: unknown; nested?: unknown }
  if (under === definition.name && typeof nested === 'number') return nested
  return typeof size === 'number' ? size : LIST_SIZE
}

/** Reads whole-number arguments, given literally, by variable, or by a variable's default. Anything else coercion refuses. */
function valuesFor(operation: OperationDefinitionNode, variables: Variables): (field: FieldNode, name: string) => number | null {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  return (field, name) => {
    const value = field.arguments?.find((argument) => argument.name.value === name)?.value
    if (value?.kind === Kind.INT) return Number(value.value)
    if (value?.kind !== Kind.VARIABLE) return null
    const given = variables[value.name.value]
    if (given !== undefined) return number(given)
    const fallback = operation.variableDefinitions?.find((definition) => definition.variable.name.value === value.name.value)?.defaultValue
    return fallback?.kind === Kind.INT ? Number(fallback.value) : null
  }
}

/**
 * Runs operations: compiled by graphql-jit once a document has come back, by graphql-js until then and wherever jit cannot be
 * trusted. What jit is kept from, and why (test/api/server/jit.test.ts holds each):
 * - string literals: 0.8.9 pastes argument literals into the code it generates, and one that spells its internal marker for
 *   dates is run as JavaScript. Strings come by variables or not by jit.
 * - directives: its @skip and @include of a fragment used twice leak from one use into the other.
 * - mutations: after one has failed for good it goes on to the next.
 * - variables of input types that contain themselves: it writes out their reading without end.
 * - variables that may be left out, in an object: it hands on null where graphql-js leaves the field out.
 * - names that every object has (__proto__, constructor, toString …): as an alias __proto__ would set the prototype of a
 *   result, and as a variable that is null where it must not be, `constructor` finds Object itself and hands it to a resolver.
 */
import {
  type DocumentNode, type ExecutionResult, type GraphQLNamedType, type GraphQLSchema, type NamedTypeNode, BREAK, GraphQLError, Kind, OperationTypeNode, execute, getNamedType,
  isInputObjectType, typeFromAST, visit,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import { limitError } from './graphql-errors.ts'
import type { Variables } from './graphql-limits.ts'

/** One operation, ready to run. */
export interface Operation {
  readonly document: DocumentNode
  readonly operationName: string | undefined
  readonly type: OperationTypeNode
}

type Compiled = CompiledQuery['query']
/** Compiling takes milliseconds: worth it for documents that return, not for every text somebody can think of. */
const USES_BEFORE_COMPILING = 3

interface Known {
  uses: number
  compiled: Compiled | null
}

export interface ExecutorOptions {
  readonly jit: boolean
  readonly timeoutMs: number
}

/** Executes operations of one schema; remembers compiled ones as long as their documents live. */
export class Executor {
  private readonly schema: GraphQLSchema
  private readonly options: ExecutorOptions
  private readonly known = new WeakMap<DocumentNode, Map<string, Known>>()

  constructor(schema: GraphQLSchema, options: Partial<ExecutorOptions> = {}) {
    this.schema = schema
    this.options = { jit: true, timeoutMs: 10_000, ...options }
  }

  /** Runs it; after the wall time the answer is TIMEOUT, while what was begun ends by itself (statements have their own limit). */
  async run(operation: Operation, context: object, variables: Variables, rootValue: unknown = {}): Promise<ExecutionResult> {
    const result = this.begin(operation, context, variables, rootValue)
    if (!(result instanceof Promise)) return result
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(limitError('TIMEOUT', `This took longer than ${this.options.timeoutMs / 1000} s.`, 503)), this.options.timeoutMs)
    })
    try {
      return await Promise.race([result, late])
    } finally {
      clearTimeout(timer)
    }
  }

  private begin(operation: Operation, context: object, variables: Variables, rootValue: unknown): ExecutionResult | Promise<ExecutionResult> {
    const compiled = this.compiledFor(operation)
    if (compiled) {
      const result = compiled(rootValue, context, variables as Record<string, unknown>) as ExecutionResult | Promise<ExecutionResult>
      if (result instanceof Promise || 'data' in result) return result
      // Refused variables: nothing ran yet, and graphql-js says better what is wrong with them.
    }
    const { document, operationName } = operation
    return execute({ schema: this.schema, document, operationName, contextValue: context, variableValues: variables, rootValue }) as ExecutionResult | Promise<ExecutionResult>
  }

  private compiledFor({ document, operationName = '', type }: Operation): Compiled | null {
    if (!this.options.jit || type === OperationTypeNode.MUTATION) return null
    let byName = this.known.get(document)
    if (byName === undefined) this.known.set(document, (byName = new Map()))
    let known = byName.get(operationName)
    if (known === undefined) byName.set(operationName, (known = { uses: 0, compiled: null }))
    if (++known.uses === USES_BEFORE_COMPILING) known.compiled = this.compile(document, operationName)
    return known.compiled
  }

  private compile(document: DocumentNode, operationName: string): Compiled | null {
    if (!isFitForJit(this.schema, document)) return null
    const result = compileQuery(this.schema, document, operationName || undefined, { disablingCapturingStackErrors: true })
    return isCompiledQuery(result) ? result.query : null
  }
}

function isFitForJit(schema: GraphQLSchema, document: DocumentNode): boolean {
  let fit = true
  const optional = new Set(document.definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? (each.variableDefinitions ?? []) : [])).filter(({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE && !defaultValue).map(({ variable }) => variable.name.value))
  const unfit = (): typeof BREAK => {
    fit = false
    return BREAK
  }
  visit(document, {
    [Kind.STRING]: unfit,
    [Kind.DIRECTIVE]: unfit,
    [Kind.OBJECT_FIELD]: ({ value }) => (value.kind === Kind.VARIABLE && optional.has(value.name.value) ? unfit() : undefined),
    [Kind.NAME]: (name) => (name.value in Object.prototype ? unfit() : undefined),
    [Kind.VARIABLE_DEFINITION]: (definition) => {
      const type = typeFromAST(schema, definition.type as NamedTypeNode)
      return type && containsItself(getNamedType(type), new Set()) ? unfit() : undefined
    },
  })
  return fit
}

function containsItself(type: GraphQLNamedType, above: ReadonlySet<GraphQLNamedType>): boolean {
  if (!isInputObjectType(type)) return false
  if (above.has(type)) return true
  const here = new Set(above).add(type)
  return Object.values(type.getFields()).some((field) => containsItself(getNamedType(field.type), here))
}

/** Is this the answer to variables that do not fit, so that nothing ran? */
export function isRefusedInput(result: ExecutionResult): boolean {
  return result.data === undefined && (result.errors?.length ?? 0) > 0
}

/** Errors of variables carry no code of graphql-js: they are the caller's. */
export function asBadInput(error: GraphQLError): GraphQLError {
  const isBug = error.originalError !== undefined && !(error.originalError instanceof GraphQLError)
  if (isBug || typeof error.extensions.code === 'string') return error
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } })
}

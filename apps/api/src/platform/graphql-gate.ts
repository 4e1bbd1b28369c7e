/** The one way in for operations, by HTTP and by socket: limits, rate, execution, presentable errors, counting. */
import { HeaderMap } from '@apollo/server'
import {
  type DocumentNode, type ExecutionResult, type FormattedExecutionResult, type GraphQLSchema, type OperationDefinitionNode, GraphQLError, getOperationAST, parse, specifiedRules, validate,
} from 'graphql'
import { textFor } from './graphql-document.ts'
import { ErrorDesk, type ErrorPlace, asGraphQLError } from './graphql-errors.ts'
import { Executor, type ExecutorOptions, type Operation, asBadInput, isRefusedInput } from './graphql-execute.ts'
import { type Variables, demandOf } from './graphql-limits.ts'
import { ANONYMOUS, type Rate, RateLimiter, SIGNED_IN } from './graphql-rate.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export interface GateOptions extends Partial<ExecutorOptions> {
  readonly signedIn?: Rate
  readonly anonymous?: Rate
  readonly texts?: FinishedTexts<never> | undefined
}

/** Finished answers to some operations that the gate has admitted. */
export interface FinishedTexts<Context> {
  /** The text of `data`, the same as execution's; null: execute it. */
  textOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, context: Context, variables: Variables): string | null
}

/** Who asks, as far as limits go. */
export interface Asker {
  readonly account: string | null
  readonly ip: string
}

/** What an operation was admitted at; the answer tells it as `extensions.cost`. */
export interface Cost {
  readonly nodes: number
  readonly points: number
  readonly remaining: number
}

/** An operation of a parsed and valid document. */
export interface Prepared extends Operation {
  readonly node: OperationDefinitionNode
}

const KEPT_DOCUMENTS = 500
const MAX_ERRORS = 10

export class Gate {
  readonly schema: GraphQLSchema
  readonly errors: ErrorDesk
  readonly executor: Executor
  private readonly metrics: Metrics
  private readonly limiter = new RateLimiter()
  private readonly signedIn: Rate
  private readonly anonymous: Rate
  private readonly texts: FinishedTexts<never> | undefined
  private readonly documents = new Map<string, DocumentNode>()

  constructor(schema: GraphQLSchema, log: Log, metrics: Metrics, options: GateOptions = {}) {
    this.schema = schema
    this.errors = new ErrorDesk(log, metrics)
    this.executor = new Executor(schema, options)
    this.metrics = metrics
    this.signedIn = options.signedIn ?? SIGNED_IN
    this.anonymous = options.anonymous ?? ANONYMOUS
    this.texts = options.texts
  }

  /** Parses and validates; remembers good documents. (HTTP has Apollo do this.) */
  prepare(text: string, operationName: string | null | undefined): Prepared | readonly GraphQLError[] {
    try {
      const wanted = textFor(text, operationName)
      let document = this.documents.get(wanted)
      if (document === undefined) {
        document = parse(wanted)
        const faults = validate(this.schema, document, specifiedRules, { maxErrors: MAX_ERRORS })
        if (faults.length > 0) return faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED'))
        if (this.documents.size >= KEPT_DOCUMENTS) this.documents.delete(this.documents.keys().next().value!)
        this.documents.set(wanted, document)
      }
      const node = getOperationAST(document, operationName)
      if (!node) return [coded(new GraphQLError(operationName ? `Unknown operation named "${operationName}".` : 'Name the operation that is meant.'), 'OPERATION_RESOLUTION_FAILURE')]
      return { document, node, operationName: operationName ?? undefined, type: node.operation }
    } catch (error) {
      return [coded(asGraphQLError(error), 'GRAPHQL_PARSE_FAILED')]
    }
  }

  /** Limits and rate; throws what is broken. */
  admit(document: DocumentNode, node: OperationDefinitionNode, variables: Variables, asker: Asker): Cost {
    if (isNestedDeeper(variables, MAX_NESTING)) throw new GraphQLError(`Variables are nested at most ${MAX_NESTING} deep.`, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400, headers: new HeaderMap() } } })
    const demand = demandOf(this.schema, document, node, variables)
    if (demand.introspects && asker.account === null) throw new GraphQLError('Sign in to read the schema. 请先登录。', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } })
    const remaining = asker.account === null
      ? this.limiter.take(`ip ${asker.ip}`, demand.points, this.anonymous)
      : this.limiter.take(asker.account, demand.points, this.signedIn)
    return { nodes: demand.nodes, points: demand.points, remaining }
  }

  /** The finished text of an admitted operation's data, where there is one. */
  textOf(document: DocumentNode, node: OperationDefinitionNode, context: object, variables: Variables): string | null {
    if (!this.texts) return null
    const end = this.metrics.operations.startTimer({ type: node.operation })
    const text = this.texts.textOf(this.schema, document, node, context as never, variables)
    if (text !== null) end({ outcome: 'ok' })
    return text
  }

  /** Runs it and makes the answer presentable; never throws for what resolvers did. */
  async run(operation: Operation, context: object, variables: Variables, place: ErrorPlace, rootValue?: unknown): Promise<FormattedExecutionResult> {
    const end = this.metrics.operations.startTimer({ type: operation.type })
    let result: ExecutionResult
    try {
      result = await this.executor.run(operation, context, variables, rootValue)
    } catch (error) {
      result = { errors: [asGraphQLError(error)] }
    }
    end({ outcome: result.errors ? 'error' : 'ok' })
    return this.presented(result, place)
  }

  presented(result: ExecutionResult, place: ErrorPlace): FormattedExecutionResult {
    if (!result.errors) return result as FormattedExecutionResult
    const refusedInput = isRefusedInput(result)
    const errors = result.errors.map((error) => this.errors.present(refusedInput ? asBadInput(error) : error, place))
    return { ...result, errors }
  }
}

/** No input type of the schema comes near; what reads or writes values by recursion (JSON.stringify does) must not meet more. */
const MAX_NESTING = 20

function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1))
}

/** The error with a code, unless it has one. */
function coded(error: GraphQLError, code: string): GraphQLError {
  if (typeof error.extensions.code === 'string') return error
  if (error.originalError !== undefined && !(error.originalError instanceof GraphQLError)) return error
  const { message, nodes, source, positions } = error
  return new GraphQLError(message, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, extensions: { code } })
}

/** Relay paging: `first` or `last` is required, 1 to 100; cursors are opaque and name a place in an order, never a row id alone. */
import { GraphQLError } from 'graphql'
import { ArgsType, Field, Int, ObjectType } from 'type-graphql'

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true })
  first?: number | null

  @Field(() => String, { nullable: true })
  after?: string | null

  @Field(() => Int, { nullable: true })
  last?: number | null

  @Field(() => String, { nullable: true })
  before?: string | null
}

@ObjectType('PageInfo')
export class PageInfoType {
  @Field(() => Boolean)
  hasNextPage!: boolean

  @Field(() => Boolean)
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true })
  startCursor?: string | null

  @Field(() => String, { nullable: true })
  endCursor?: string | null
}

export interface Page {
  size: number
  backward: boolean
  after: readonly string[] | null
  before: readonly string[] | null
}

const bad = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

/** Checks the four arguments. @param places how many values a cursor of this order holds */
export function pageOf(args: PageArgs, places: number): Page {
  const { first, last } = args
  if ((first == null) === (last == null)) throw bad('Give either first or last, 1 to 100.')
  const size = (first ?? last)!
  if (size < 1 || size > 100) throw bad('first and last go from 1 to 100.')
  return { size, backward: last != null, after: readCursor(args.after, places), before: readCursor(args.before, places) }
}

export function cursorOf(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values.map(String))).toString('base64url')
}

function readCursor(cursor: string | null | undefined, places: number): string[] | null {
  if (cursor == null) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === places && values.every((value) => typeof value === 'string')) return values as string[]
  } catch {
    // Said below: not one of ours.
  }
  throw bad('That cursor is not one of ours.')
}

export interface Connection<Node> {
  nodes: Node[]
  edges: { cursor: string; node: Node }[]
  pageInfo: PageInfoType
}

/** Its cursor is made for those who ask: most take the nodes. (A class: a getter in a literal makes each object a kind of its own.) */
class Edge<Node> {
  readonly node: Node
  private readonly cursorOf: (node: Node) => string

  constructor(node: Node, cursorOf: (node: Node) => string) {
    this.node = node
    this.cursorOf = cursorOf
  }

  get cursor(): string {
    return this.cursorOf(this.node)
  }
}

/** Rows fetched with one more than the page, in reading order or (paging backward) the reverse, as a connection. */
export function connectionOf<Node>(rows: Node[], page: Page, cursor: (node: Node) => string): Connection<Node> {
  const more = rows.length > page.size
  const nodes = rows.slice(0, page.size)
  if (page.backward) nodes.reverse()
  const edges = nodes.map((node) => new Edge(node, cursor))
  return {
    nodes, edges,
    pageInfo: {
      hasNextPage: page.backward ? page.before !== null : more,
      hasPreviousPage: page.backward ? more : page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/**
 * From a selection to finished JSON text, without results in between: for objects whose fields are found without asking
 * anybody. Whatever it does not know (arguments, directives, other types, other fields) it leaves to execution, so there is one
 * answer whichever way it was made. Texts of objects are kept by (object, selection) as long as the object's version stands.
 */
import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode, Kind, isAbstractType, isLeafType, isListType,
  isNonNullType, isObjectType,
} from 'graphql'

/** What holds for all of one answer. */
export interface Moment {
  readonly now: number
  /** Objects of lists written so far: their resolvers would count them, too. */
  listed: number
}

/** How objects of a type are read. */
export interface TextShape {
  readonly fields: Readonly<Record<string, (source: never, moment: Moment) => unknown>>
  /** Fields that differ from moment to moment: text that holds them is not kept. */
  readonly fleeting?: ReadonlySet<string>
  /** The object's version; given: its texts are kept. */
  readonly version?: (source: never) => number
}

export type TextShapes = Readonly<Record<string, TextShape>>

/** Not for text: execute it. */
export class Unfit extends Error {}

type Write = (value: unknown, moment: Moment) => string
interface Writer { write: Write; fleeting: boolean }
interface Kept { version: number; text: string; listed: number }

const KEPT_BYTES = 32 * 1024 * 1024

/** Texts kept by all writers, together within bounds. */
export class TextStore {
  private texts = new WeakMap<object, Map<number, Kept>>()
  private size = 0

  of(source: object, writer: number): Kept | undefined {
    return this.texts.get(source)?.get(writer)
  }

  keep(source: object, writer: number, kept: Kept): void {
    let ofSource = this.texts.get(source)
    if (!ofSource) this.texts.set(source, (ofSource = new Map()))
    this.size += kept.text.length - (ofSource.get(writer)?.text.length ?? 0)
    ofSource.set(writer, kept)
    if (this.size <= KEPT_BYTES) return
    this.texts = new WeakMap()
    this.size = 0
  }
}

let writers = 0

/** Compiles what a document selects of a type; throws Unfit. */
export class TextCompiler {
  private readonly schema: GraphQLSchema
  private readonly shapes: TextShapes
  private readonly store: TextStore
  private readonly fragments = new Map<string, FragmentDefinitionNode>()

  constructor(schema: GraphQLSchema, document: DocumentNode, shapes: TextShapes, store: TextStore) {
    this.schema = schema
    this.shapes = shapes
    this.store = store
    for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition)
  }

  compile(type: GraphQLOutputType, fields: readonly FieldNode[]): Write {
    return this.writerOf(type, fields).write
  }

  private writerOf(type: GraphQLOutputType, fields: readonly FieldNode[]): Writer {
    if (isNonNullType(type)) {
      const { write, fleeting } = this.writerOf(type.ofType, fields)
      return { fleeting, write: (value, moment) => { if (value == null) throw new Unfit(); return write(value, moment) } }
    }
    if (isListType(type)) return this.listOf(this.writerOf(type.ofType, fields))
    if (isLeafType(type)) return { fleeting: false, write: (value) => (value == null ? 'null' : textOf(type.serialize(value))) }
    if (isObjectType(type)) return this.objectOf(type, fields)
    throw new Unfit()
  }

  private listOf({ write, fleeting }: Writer): Writer {
    return {
      fleeting,
      write: (value, moment) => {
        if (value == null) return 'null'
        const list = value as readonly unknown[]
        moment.listed += list.length
        let text = ''
        for (const item of list) text += text === '' ? write(item, moment) : `,${write(item, moment)}`
        return `[${text}]`
      },
    }
  }

  private objectOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): Writer {
    const shape = this.shapes[type.name]
    if (!shape) throw new Unfit()
    const grouped = new Map<string, FieldNode[]>()
    for (const node of nodes) if (node.selectionSet) this.collect(type, node.selectionSet, grouped, new Set())
    const parts: { key: string; read: ((source: never, moment: Moment) => unknown) | null; write: Write }[] = []
    let fleeting = false
    for (const [key, same] of grouped) {
      const lead = `${parts.length === 0 ? '{' : ','}${JSON.stringify(key)}:`
      const name = same[0]!.name.value
      if (name === '__typename') {
        parts.push({ key: `${lead}${JSON.stringify(type.name)}`, read: null, write: () => '' })
        continue
      }
      const read = Object.hasOwn(shape.fields, name) ? shape.fields[name]! : null
      if (!read || same.some((node) => node.arguments?.length)) throw new Unfit()
      const writer = this.writerOf(type.getFields()[name]!.type, same)
      fleeting ||= writer.fleeting || (shape.fleeting?.has(name) ?? false)
      parts.push({ key: lead, read, write: writer.write })
    }
    const write: Write = (value, moment) => {
      if (value == null) return 'null'
      let text = ''
      for (const part of parts) text += part.read ? part.key + part.write(part.read(value as never, moment), moment) : part.key
      return `${text}}`
    }
    return { fleeting, write: shape.version && !fleeting ? this.kept(write, shape.version) : write }
  }

  private kept(write: Write, version: (source: never) => number): Write {
    const { store } = this
    const writer = ++writers
    return (value, moment) => {
      if (value == null) return 'null'
      const at = version(value as never)
      const known = store.of(value, writer)
      if (known && known.version === at) {
        moment.listed += known.listed
        return known.text
      }
      const before = moment.listed
      const text = write(value, moment)
      store.keep(value, writer, { version: at, text, listed: moment.listed - before })
      return text
    }
  }

  /** As execution collects fields: in order, by response key, fragments unfolded where their type applies. */
  private collect(type: GraphQLObjectType, set: SelectionSetNode, grouped: Map<string, FieldNode[]>, spread: Set<string>): void {
    for (const selection of set.selections) {
      if (selection.directives?.length) throw new Unfit()
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const same = grouped.get(key)
        if (same) same.push(selection)
        else grouped.set(key, [selection])
        continue
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value)
      if (!fragment || fragment.directives?.length) throw new Unfit()
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue
        spread.add(selection.name.value)
      }
      if (this.applies(fragment.typeCondition?.name.value, type)) this.collect(type, fragment.selectionSet, grouped, spread)
    }
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true
    const other = this.schema.getType(condition)
    return isAbstractType(other) && this.schema.isSubType(other, type)
  }
}

// eslint-disable-next-line no-control-regex
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/

function textOf(value: unknown): string {
  if (typeof value === 'string') return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)
  return JSON.stringify(value)
}

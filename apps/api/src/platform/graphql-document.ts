/**
 * Which part of a document is meant. Third parties send whole files of operations with an `operationName`; the token limit
 * counts the operation that is asked for and the fragments it reaches. So a text above the limit is cut down to those before
 * anything parses it: only lexing, which is linear, ever sees more than MAX_TOKENS tokens, and never more than
 * MAX_FILE_TOKENS. (What is cut away is neither validated nor run. A text within the limit is left as it is.)
 */
import { GraphQLError, Lexer, Source, type Token, TokenKind } from 'graphql'
import { limitError } from './graphql-errors.ts'

export const MAX_TOKENS = 1_000
/** A file of operations: five times the contract's own. Lexing that much takes about a millisecond. */
export const MAX_FILE_TOKENS = 8_000

interface Definition {
  readonly isFragment: boolean
  name: string | null
  readonly start: number
  end: number
  tokens: number
  readonly spreads: Set<string>
}

const OPERATION_WORDS = new Set(['query', 'mutation', 'subscription'])

/** The text to parse for this operation. Throws TOKEN_LIMIT; leaves syntax errors to the parser. */
export function textFor(text: string, operationName: string | null | undefined): string {
  if (text.length <= MAX_TOKENS) return text // no token without a character
  const read = definitionsIn(text)
  if (read === null || read.tokens <= MAX_TOKENS) return text
  if (read.definitions === null) throw limitError('TOKEN_LIMIT', `A document has at most ${MAX_TOKENS} tokens.`)
  const wanted = definitionsFor(read.definitions, operationName)
  if (wanted === null) throw limitError('TOKEN_LIMIT', `A document of more than ${MAX_TOKENS} tokens needs an operationName that names one of its operations.`)
  const tokens = wanted.reduce((sum, definition) => sum + definition.tokens, 0)
  if (tokens > MAX_TOKENS) throw limitError('TOKEN_LIMIT', `An operation with its fragments has at most ${MAX_TOKENS} tokens.`)
  return wanted.map((definition) => text.slice(definition.start, definition.end)).join('\n')
}

/** The operation and every fragment it reaches, in the order of the text. */
function definitionsFor(definitions: readonly Definition[], operationName: string | null | undefined): Definition[] | null {
  const operations = definitions.filter((each) => !each.isFragment && (!operationName || each.name === operationName))
  if (operations.length !== 1) return null
  const reached = new Set<Definition>(operations)
  for (const definition of reached) {
    // one name twice: both stay, and validation says so
    for (const each of definitions) if (each.isFragment && each.name !== null && definition.spreads.has(each.name)) reached.add(each)
  }
  return definitions.filter((each) => reached.has(each))
}

/** Null: not even lexically a document. `definitions` null: not made of operations and fragments alone. */
function definitionsIn(text: string): { tokens: number; definitions: Definition[] | null } | null {
  const lexer = new Lexer(new Source(text))
  const reader = new DefinitionReader()
  let tokens = 0
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (++tokens > MAX_FILE_TOKENS) throw limitError('TOKEN_LIMIT', `A document has at most ${MAX_FILE_TOKENS} tokens, its other operations included.`)
      reader.read(token)
    }
  } catch (error) {
    if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) throw error
    // before the fault the parser would read everything, and go as deep as that is nested
    if (tokens > MAX_TOKENS) throw limitError('TOKEN_LIMIT', `A document has at most ${MAX_TOKENS} tokens.`)
    return null
  }
  return { tokens, definitions: reader.finished() }
}

/** Finds where top-level definitions begin and end, by counting brackets. */
class DefinitionReader {
  private readonly definitions: Definition[] = []
  private at: Definition | null = null
  private braces = 0
  private parentheses = 0
  private previous: Token | null = null
  private strange = false

  read(token: Token): void {
    if (this.strange) return
    if (this.at === null) this.begin(token)
    if (this.at === null) return
    this.at.tokens++
    if (token.kind === TokenKind.PAREN_L) this.parentheses++
    else if (token.kind === TokenKind.PAREN_R) this.parentheses--
    else if (this.parentheses === 0) this.readOutsideParentheses(token, this.at)
    this.previous = token
  }

  finished(): Definition[] | null {
    return this.strange || this.at !== null ? null : this.definitions
  }

  private begin(token: Token): void {
    const isShort = token.kind === TokenKind.BRACE_L
    const isFragment = token.value === 'fragment'
    if (!isShort && !isFragment && !OPERATION_WORDS.has(token.value)) {
      this.strange = true
      return
    }
    this.at = { isFragment, name: null, start: token.start, end: token.end, tokens: 0, spreads: new Set() }
    this.previous = null
  }

  private readOutsideParentheses(token: Token, at: Definition): void {
    if (token.kind === TokenKind.NAME && at.tokens === 2 && this.braces === 0) at.name = token.value
    if (token.kind === TokenKind.NAME && token.value !== 'on' && this.previous?.kind === TokenKind.SPREAD) at.spreads.add(token.value)
    if (token.kind === TokenKind.BRACE_L) this.braces++
    if (token.kind !== TokenKind.BRACE_R) return
    this.braces--
    if (this.braces > 0) return
    this.strange ||= this.braces < 0
    at.end = token.end
    this.definitions.push(at)
    this.at = null
    this.braces = 0
  }
}

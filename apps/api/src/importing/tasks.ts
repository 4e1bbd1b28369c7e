/** What the reading thread is asked and what it answers. Plain data only. */
import type { FileKind, Merge, SheetRow } from './cells.ts'
import type { SheetMarks } from './marks.ts'
import type { UnreadableCode } from './unreadable.ts'

export type Task =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly kind: 'annotate'; readonly bytes: Uint8Array; readonly fileName: string; readonly marks: readonly SheetMarks[]; readonly rebuild: boolean }

/** Rows come in batches, so that neither side holds a second copy of a large sheet. */
export type Answer =
  | { readonly kind: 'started' }
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'sheet'; readonly name: string; readonly merges: readonly Merge[] }
  | { readonly kind: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'read'; readonly file: FileKind }
  | { readonly kind: 'annotated'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly code: UnreadableCode }

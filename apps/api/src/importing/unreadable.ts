/** Why a file cannot be read as a ledger: a refusal with a plain sentence, never an exception with internals. */

/** A file that is refused as a whole. `status` is the HTTP status to answer with (4xx). */
export interface UnreadableFile {
  readonly code: UnreadableCode
  readonly status: number
  readonly zh: string
  readonly en: string
}

const REASONS = {
  FILE_EMPTY: [422, '文件是空的。', 'The file is empty.'],
  FILE_TOO_LARGE: [413, '文件超过 20 MB,请删去图片等无关内容或分成几个文件。', 'The file is over 20 MB: remove pictures and the like, or split it.'],
  TOO_MANY_ROWS: [413, '表格超过 10 万行或内容过多,请分成几个文件。', 'The sheet has over 100,000 rows or too much text: split it.'],
  TOO_MANY_COLUMNS: [422, '表格超过 256 列,不像一份台账。', 'The sheet has over 256 columns and does not look like a ledger.'],
  FILE_HOSTILE: [422, '文件解压后异常庞大或含有不允许的内容,已拒绝读取。', 'The file expands abnormally or holds content that is not allowed; it was not read.'],
  FILE_DAMAGED: [422, '文件已损坏或不完整,请在表格软件中打开后另存为 .xlsx 再上传。', 'The file is damaged or incomplete: open it in a spreadsheet program, save as .xlsx and upload again.'],
  FILE_ENCRYPTED: [422, '文件设有打开密码,请取消密码后再上传。', 'The file is protected by a password: remove it and upload again.'],
  WEB_PAGE: [415, '这是网页格式的表格,请在表格软件中打开后另存为 .xlsx 再上传。', 'This is a web page in a spreadsheet\'s name: open it in a spreadsheet program, save as .xlsx and upload again.'],
  NOT_A_TABLE: [415, '这不是表格文件,请上传 .xlsx、.xls、.csv 或 .txt。', 'This is not a table: upload .xlsx, .xls, .csv or .txt.'],
  TEXT_UNREADABLE: [422, '文字编码无法识别,请另存为 .xlsx 或 UTF-8 编码的 .csv。', 'The encoding of the text is unknown: save as .xlsx or as .csv in UTF-8.'],
  NO_HEADINGS: [422, '没有找到台账的表头:至少要有债权企业(供应商)和欠款金额两列。', 'No headings of a ledger were found: there must at least be a column for the creditor and one for the amount.'],
  TOOK_TOO_LONG: [422, '文件太复杂,60 秒内没有读完,请分成几个文件。', 'The file is too complex to be read within 60 seconds: split it.'],
  CANCELLED: [409, '导入已取消。', 'The import was cancelled.'],
} as const satisfies Record<string, readonly [number, string, string]>

export type UnreadableCode = keyof typeof REASONS

/** The refusal for a code. */
export function unreadable(code: UnreadableCode): UnreadableFile {
  const [status, zh, en] = REASONS[code]
  return { code, status, zh, en }
}

/** Thrown inside the reader only, to leave nested loops; `reading.ts` turns it into an UnreadableFile. */
export class Unreadable extends Error {
  readonly code: UnreadableCode
  constructor(code: UnreadableCode) {
    super(code)
    this.code = code
  }
}

export function isUnreadable(value: object): value is UnreadableFile {
  return 'status' in value && 'zh' in value
}

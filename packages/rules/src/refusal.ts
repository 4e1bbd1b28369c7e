/** An expected no: a code programs can act on, the field at fault, and a sentence a clerk understands, in two languages. */
export interface Refusal {
  readonly refusal: RefusalCode
  /** The input at fault, as the API names it. */
  readonly field?: string
  /** What the sentence speaks of: amounts already shown in yuan, dates, names. */
  readonly with?: Readonly<Record<string, string>>
}

export type Language = 'zh' | 'en'

/** Every refusal of the product: code → [Chinese, English]. `{name}` is filled from `with`. */
export const REFUSALS = {
  NOT_FOUND: ['没有找到,或者您无权查看。', 'Not found, or not yours to see.'],
  FORBIDDEN: ['您的账号不能办理这项业务。', 'Your account may not do this.'],
  REQUEST_ID_REUSED: ['这个请求编号已用于另一笔内容不同的业务,请刷新页面后重试。', 'This request id was already used with other input. Reload and try again.'],
  BAD_REQUEST_ID: ['请求编号应为 UUID。', 'requestId must be a UUID.'],
  SIGN_IN_FAILED: ['账号或密码不正确。', 'Account or password is wrong.'],
  LOCKED_OUT: ['连续多次输错,账号已暂时锁定,请在 {minutes} 分钟后再试。', 'Too many wrong attempts. Try again in {minutes} minutes.'],
  PASSWORD_TOO_WEAK: ['密码至少 10 位,并含大写字母、小写字母、数字、符号中的三类。', 'Use at least 10 characters from three of: capitals, small letters, digits, signs.'],
  AMOUNT_NOT_POSITIVE: ['金额应大于零。', 'The amount must be greater than zero.'],
  AMOUNT_TOO_PRECISE: ['金额最多到分(两位小数)。', 'Amounts go down to the fen (two decimals) and no further.'],
  AMOUNT_UNREADABLE: ['“{text}”不是金额。', '"{text}" is not an amount.'],
  AMOUNT_TOO_LARGE: ['单笔金额不能超过 9,999,999,999,999.99 元。', 'One amount may not exceed 9,999,999,999,999.99 yuan.'],
  AMOUNT_BELOW_SETTLED: ['更正后的金额不能少于已付与核销之和 {settled} 元。', 'The corrected amount may not be less than what is paid or extinguished: {settled} yuan.'],
  PAYS_MORE_THAN_OUTSTANDING: ['付款 {amount} 元超过未清偿金额 {outstanding} 元。', 'Paying {amount} yuan exceeds the {outstanding} yuan outstanding.'],
  DATE_UNREADABLE: ['“{text}”不是日期,请写成 2022-06-16。', '"{text}" is not a date; write 2022-06-16.'],
  DATE_IN_FUTURE: ['日期 {date} 晚于今天 {today}。', '{date} lies after today, {today}.'],
  ALREADY_REVERSED: ['这条记录已经冲正过。', 'This entry has already been reversed.'],
  NOT_REVERSIBLE: ['这类记录不能冲正,请改用更正。', 'This kind of entry cannot be reversed; correct it instead.'],
  HAS_LATER_ENTRIES: ['这笔欠款之后还有付款或分歧记录,请先冲正那些记录。', 'Later payments or disputes rest on it; reverse those first.'],
  DISPUTE_EXCEEDS_OUTSTANDING: ['分歧金额 {amount} 元超过尚无分歧的未清偿金额 {undisputed} 元。', 'Disputing {amount} yuan exceeds the {undisputed} yuan that is outstanding and undisputed.'],
  NOTHING_DISPUTED: ['这笔欠款没有分歧金额。', 'Nothing of this payable is disputed.'],
  SETTLEMENT_MISMATCH: ['认可金额与核销金额之和应等于分歧金额 {disputed} 元。', 'Accepted and extinguished together must equal the {disputed} yuan in dispute.'],
  DUPLICATE: ['台账中已有完全相同的一笔:同一单位、企业、合同号、逾期起始日和金额。', 'The ledger already holds exactly this payable: same unit, creditor, contract, first day overdue and amount.'],
  NOTHING_TO_CORRECT: ['没有要更正的内容。', 'Nothing is different from what the ledger holds.'],
  CREDITOR_MISSING: ['请填写债权企业名称。', 'Name the creditor.'],
  USCC_UNREADABLE: ['“{text}”不是统一社会信用代码。', '"{text}" is not a unified social credit code.'],
  TEXT_TOO_LONG: ['文字过长,最多 {max} 个字。', 'Too long: at most {max} characters.'],
  REASON_REQUIRED: ['请填写原因。', 'Give a reason.'],
  ALREADY_SIGNED: ['该日日报已经报送,账目没有变化。', 'This day is already signed and nothing has changed.'],
  NOT_DUE_YET: ['{day} 的日报还未到报送时间。', 'The report of {day} is not due yet.'],
  BEFORE_DUTY: ['{day} 早于日报制度开始的日期。', '{day} lies before daily reporting began.'],
  NO_DUTY: ['该单位没有日报义务。', 'This unit has no duty to report daily.'],
  UNIT_EXISTS: ['单位代码 {code} 已存在。', 'A unit with code {code} exists already.'],
  UNIT_CODE_UNREADABLE: ['单位代码只能用数字、大写字母和连字符,最长 40 位。', 'A unit code has digits, capitals and hyphens, at most 40.'],
  WOULD_MAKE_CIRCLE: ['不能把单位划到它自己或它的下级之下。', 'A unit cannot be moved under itself or what is below it.'],
  KIND_DOES_NOT_FIT: ['{kind}不能设在{parent}之下。', 'A {kind} cannot stand under a {parent}.'],
  UNIT_CLOSED: ['该单位已撤销,不能再记账。', 'This unit is dissolved; its ledger is closed.'],
  ACCOUNT_EXISTS: ['账号 {account} 已存在。', 'The account {account} exists already.'],
  ACCOUNT_UNREADABLE: ['账号只能用小写字母、数字、点和连字符,3 到 60 位。', 'An account name has letters, digits, dots and hyphens, 3 to 60.'],
  ROLE_DOES_NOT_FIT: ['该单位不能设这个角色。', 'This role does not exist at this unit.'],
  SCOPE_REQUIRED: ['至少选择一项权限范围。', 'Choose at least one scope.'],
  EXPIRY_OUT_OF_RANGE: ['有效期应在明天到一年之内。', 'A key lasts from tomorrow to one year.'],
  IP_UNREADABLE: ['“{text}”不是 IP 地址或网段。', '"{text}" is not an IP address or range.'],
  ACTIVATION_FAILED: ['激活码不正确或已过期。', 'The activation code is wrong or has expired.'],
  ALREADY_UNDONE: ['这批导入已经撤销过。', 'This import has already been undone.'],
  IMPORT_NOT_POSTED: ['这批导入没有入账,不需要撤销。', 'This import posted nothing; there is nothing to undo.'],
  ROLE_EXCLUSIVE: ['系统、安全、审计三员的账号不能改任其他角色,请另开账号。', 'An administrator\'s account keeps its role. Open another account.'],
  ACCOUNT_CLOSED: ['账号 {account} 已停用。', 'The account {account} is closed.'],
  NAME_REQUIRED: ['请填写名称。', 'Give a name.'],
  LINE_DOES_NOT_FIT: ['该单位随上级归入汇总口,不能另设。', 'Below this parent the reporting line follows the parent.'],
  PLACE_DOES_NOT_FIT: ['属地应为乡镇或开发区。', 'A unit is located in a township or a zone.'],
  MOVED_SINCE: ['该单位自 {date} 起已有隶属变动,生效日期不能早于该日。', 'This unit was placed on {date}; a move cannot take effect before it.'],
  NOT_YET_OPEN: ['该上级单位 {date} 才设立,生效日期不能早于该日。', 'The new parent opened on {date}; a move cannot take effect before it.'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type RefusalCode = keyof typeof REFUSALS

/** A refusal, made. */
export function refuse(refusal: RefusalCode, field?: string, detail?: Readonly<Record<string, string>>): Refusal {
  return { refusal, ...(field === undefined ? {} : { field }), ...(detail === undefined ? {} : { with: detail }) }
}

/** Did a rule say no? */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusal' in value
}

/** The sentence of a refusal, for a person. */
export function sentence(refusal: Refusal, language: Language): string {
  const template: string = REFUSALS[refusal.refusal][language === 'zh' ? 0 : 1]
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => refusal.with?.[name] ?? '')
}

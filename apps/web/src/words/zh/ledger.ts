export default {
  title: '{{unit}}台账',
  includesBelow: '含全部下级',
  register: '登记一笔欠款',
  tabs: { all: '全部', owed: '未清偿', disputed: '有分歧', cleared: '已结清' },
  filter: { search: '企业、拼音、代码、合同号', vintage: '形成时段', category: '类别', order: '排序', clear: '清除筛选' },
  order: { overdueAsc: '逾期最久', outstandingDesc: '未清偿最多', amountDesc: '应付最多', recordedDesc: '最近登记' },
  column: {
    number: '序', unit: '债务单位', creditor: '债权企业', uscc: '统一社会信用代码', contract: '合同编号', category: '类别', since: '逾期起始日', age: '账龄',
    amount: '应付总额', paid: '已付', outstanding: '未清偿', disputed: '其中有分歧', due: '清偿时限', state: '状态',
  },
  age: { y1: '1年以内', y2: '1–2年', y3: '2–3年', more: '3年以上', notYet: '未逾期' },
  state: { cleared: '已结清', disputed: '有分歧', overdue: '已过时限', open: '未清偿', partly: '已付部分', mediation: '待调解' },
  sum: { total: '合计', count: '{{count}} 笔', closed: '平', broken: '不平', scope: '合计按筛选结果计算', none: '没有相符的欠款', empty: '还没有欠款。从 Excel 导入，或登记一笔。' },
  keys: '↑ ↓ 选行　P 登记付款　Enter 打开　/ 搜索',
  loaded: '已显示 {{shown}} / {{all}} 笔',
  moved: '台账有新变动，点此更新',
  loadMore: '正在取后面的欠款',
  pay: {
    title: '登记付款', amount: '金额', on: '付款日', method: '方式', voucher: '凭证号', after: '付后余', save: '保存', note: '备注', all: '付清',
    done: '已记账：{{amount}} 元', readOnly: '正在看过去的数，不能登记', wan: '按 {{wan}} 万元记为 {{yuan}} 元',
  },
  /** What may follow the digits of an amount. */
  amountSuffix: { wan: '\\s*万元?\\s*$', yuan: '\\s*元\\s*$' },
  pastNote: '下面是现在的台账；过去某一刻的明细还不能看。',
  method: { BANK_TRANSFER: '银行转账', CASH: '现金', BILL: '票据', OFFSET: '抵账' },
  fault: {
    AMOUNT_UNREADABLE: '这不是一个金额，请写成 12345.67', AMOUNT_TOO_PRECISE: '金额最多到分', AMOUNT_NOT_POSITIVE: '金额要大于零', tooMuch: '比未清偿的 {{amount}} 元多',
    day: '请填日期', future: '不能晚于今天', required: '必填', sum: '两项相加要等于有分歧的 {{amount}} 元',
  },
  todo: {
    PAYS_MORE_THAN_OUTSTANDING: '核对金额，或先看看流水里是否已经记过。', DATE_IN_FUTURE: '付款日不能晚于今天，改正后再提交。', DUPLICATE: '台账里已有同一笔，先搜索再登记。',
    ALREADY_REVERSED: '不用再做；流水里已有冲正记录。', FORBIDDEN: '请由本单位经办人或上级清欠办登记。',
  },
  payable: {
    title: '欠款', owes: '欠', outstanding: '未清偿', due: '清偿时限', left: '余 {{count}} 天', over: '已超 {{count}} 天', noDue: '分歧了结后定',
    amount: '应付总额', paid: '− 已付', extinguished: '− 核销（分歧了结）', equalsUndisputed: '= 未清偿，全部无分歧', equalsDisputed: '= 未清偿，其中有分歧 {{amount}}', cleared: '已结清',
    parties: '双方', creditor: '债权企业', debtor: '债务单位', uscc: '统一社会信用代码', contract: '合同编号', category: '类别', since: '逾期起始日', sinceDays: '至今 {{count}} 天', vintage: '形成时段',
    dispute: '提出分歧', settle: '分歧了结', reverse: '冲正这条记录', print: '打印',
  },
  journal: {
    title: '流水', note: '只增不改，更正是另一条记录', dates: '发生日 / 记录时间', what: '事项', amount: '金额（元）', balance: '余额（元）', recorded: '记于 {{moment}}', sameDay: '当日',
    number: '第 {{seq}} 号', by: '{{name}} 录入', onBehalf: '代录', hash: '指纹', until: '至 {{moment}}', reversedBy: '已被第 {{seq}} 号冲正', reverses: '冲正第 {{seq}} 号', ofIt: '其中',
    copy: '点击复制完整指纹', count: '{{count}} 条',
  },
  kind: {
    REGISTER: '登记', OPENING_PAID: '建账前已付', PAYMENT: '付款', REVERSAL: '冲正', CORRECTION: '更正', DISPUTE: '提出分歧', SETTLEMENT: '分歧了结', TRANSFER_OUT: '转出', TRANSFER_IN: '转入', RECLASSIFY: '重分类',
  },
  dispute: { title: '提出分歧', amount: '有分歧的金额', ground: '分歧是什么', channel: '怎么解决', save: '提出分歧' },
  channel: { NEGOTIATION: '协商', MEDIATION: '调解', ARBITRATION: '仲裁', LITIGATION: '诉讼', OTHER: '其他' },
  settle: { title: '分歧了结', accepted: '认可（转为无分歧）', extinguished: '核销（不再拖欠）', reason: '依据', save: '记入了结' },
  reverse: { title: '冲正第 {{seq}} 号', explain: '会追加一条相反的记录，原记录保留。', reason: '为什么冲正', save: '冲正这条记录' },
  form: {
    title: '登记一笔欠款', unit: '债务单位', creditor: '债权企业名称', uscc: '统一社会信用代码', contract: '合同编号', category: '类别', since: '逾期起始日', sinceHint: '合同或法定付款期满后的第一天', amount: '应付未付金额（元）',
    disputed: '其中有分歧（元）', note: '说明', save: '登记', done: '已登记', next: '再登记一笔', open: '打开这笔欠款',
    usccLength: '18 位；旧代码也可以先记下',
  },
} as const

export default {
  crumb: '台账',
  title: '{{unit}}台账',
  includesBelow: '含全部下级',
  register: '登记一笔欠款',
  /** What all debtors' names share; dropped in the grid. */
  nameTail: '(服务|集团)?(股份|责任)?有限(责任)?公司|[（(]演示[)）]',
  tabsLabel: '按状态',
  export: '导出 Excel',
  copied: '已复制 {{count}} 行，可直接粘贴到 Excel',
  cannot: { past: '正在看过去的数，不能登记', role: '您的账号只能查看，不能登记', unit: '您只能登记本单位的台账' },
  mark: { one: '选中 {{name}}', all: '选中已显示的全部', count: '已选 {{count}} 笔，未清偿' },
  views: { title: '视图', plain: '全部', unsaved: '未保存', none: '把常用的筛选存成视图，下次一点就到。', name: '视图名称', keep: '保存当前筛选', drop: '删除', dropNamed: '删除视图 {{name}}' },
  print: { until: '截至 {{moment}}', count: '{{count}} 笔 · 未清偿 {{creditors}} 户', filledBy: '填表人：', checkedBy: '审核人：', head: '单位负责人：', tooMany: '共 {{count}} 笔，打印请先筛选到 3000 笔以内，或导出 Excel。' },
  tabs: { all: '全部', owed: '未清偿', disputed: '有分歧', cleared: '已结清' },
  filter: { open: '筛选', search: '企业、拼音、代码、合同号', unit: '单位', vintage: '形成时段', age: '账龄', category: '类别', status: '状态', from: '逾期起始日从', to: '逾期起始日到', order: '排序', clear: '清除筛选' },
  order: { overdueAsc: '逾期最久', outstandingDesc: '未清偿最多', amountDesc: '应付最多', recordedDesc: '最近登记' },
  status: { OPEN: '未付过', PARTLY_PAID: '已付部分', CLEARED: '已结清' },
  column: {
    number: '序', unit: '债务单位', creditor: '债权企业', uscc: '统一社会信用代码', contract: '合同编号', category: '类别', since: '逾期起始日', age: '账龄',
    amount: '应付总额', paid: '已付', extinguished: '核销', outstanding: '未清偿', disputed: '其中有分歧', due: '清偿时限', state: '状态',
  },
  age: { y1: '1年以内', y2: '1–2年', y3: '2–3年', more: '3年以上', notYet: '未逾期' },
  state: { withdrawn: '已撤销', cleared: '已结清', disputed: '有分歧', overdue: '已过时限', open: '未清偿', partly: '已付部分', mediation: '待调解' },
  sum: { total: '合计', count: '{{count}} 笔', open: '未清偿 {{count}} 笔 · {{creditors}} 户', extinguished: '另有核销（分歧了结）{{amount}}：应付总额 = 已付 + 核销 + 未清偿', closed: '平', broken: '不平', scope: '合计按筛选结果计算', none: '没有相符的欠款', empty: '还没有欠款。从 Excel 粘贴，或登记一笔。' },
  keys: '↑ ↓ 选行　P 登记付款　Enter 打开　空格 选中　/ 搜索　Ctrl+C 复制为表格',
  moved: '台账有新变动，点此更新',
  pay: {
    title: '登记付款', amount: '金额', on: '付款日', method: '方式', voucher: '凭证号', after: '付后余', save: '保存', note: '备注', all: '付清',
    done: '已记账：{{amount}} 元', readOnly: '正在看过去的数，不能登记', wan: '按 {{wan}} 万元记为 {{yuan}} 元',
  },
  /** What may follow the digits of an amount. */
  amountSuffix: { wan: '\\s*万元?\\s*$', yuan: '\\s*元\\s*$' },
  pastNote: '下面是现在的台账；过去某一刻的明细还不能看。',
  method: { BANK_TRANSFER: '银行转账', CASH: '现金', BILL: '票据', OFFSET: '抵账' },
  fault: {
    AMOUNT_UNREADABLE: '这不是一个金额，请写成 12345.67', AMOUNT_TOO_PRECISE: '金额最多到分', AMOUNT_NOT_POSITIVE: '金额要大于零', tooMuch: '超过未清偿的 {{amount}} 元',
    day: '请填日期', future: '不能晚于今天', required: '必填', sum: '两项相加要等于有分歧的 {{amount}} 元',
  },
  todo: {
    PAYS_MORE_THAN_OUTSTANDING: '核对金额，或先看看流水里是否已经记过。', DATE_IN_FUTURE: '付款日不能晚于今天，改正后再提交。', DUPLICATE: '台账里已有同一笔，先搜索再登记。',
    AMOUNT_BELOW_SETTLED: '先冲正多记的付款，再更正总额。', HAS_LATER_ENTRIES: '先冲正它后面的记录。', DISPUTE_EXCEEDS_OUTSTANDING: '有分歧的不能超过还没有分歧的未清偿部分。', ALREADY_REVERSED: '不用再做；流水里已有冲正记录。', FORBIDDEN: '请由本单位经办人或上级清欠办登记。',
  },
  payable: {
    title: '欠款', owes: '欠', outstanding: '未清偿', due: '清偿时限', left: '余 {{count}} 天', over: '已超 {{count}} 天', noDue: '分歧了结后定',
    amount: '应付总额', paid: '− 已付', extinguished: '− 核销（分歧了结）', equalsUndisputed: '= 未清偿，全部无分歧', equalsDisputed: '= 未清偿，其中有分歧 {{amount}}', cleared: '已结清',
    withdrawn: '这笔登记已被冲正，不计入任何汇总', parties: '双方', creditor: '债权企业', debtor: '债务单位', uscc: '统一社会信用代码', contract: '合同编号', category: '类别', since: '逾期起始日', sinceDays: '至今 {{count}} 天', vintage: '形成时段',
    dispute: '提出分歧', settle: '分歧了结', reverse: '冲正这条记录', print: '打印',
  },
  journal: {
    title: '流水', note: '只增不改，更正是另一条记录', dates: '发生日 / 记录时间', what: '事项', amount: '金额（元）', balance: '余额（元）', recorded: '记于 {{moment}}', sameDay: '当日',
    number: '第 {{seq}} 号', by: '{{name}} 录入', onBehalf: '代录', hash: '指纹', until: '至 {{moment}}', reversedBy: '已被第 {{seq}} 号冲正', reverses: '冲正第 {{seq}} 号', ofIt: '其中',
    voucher: '凭证 {{no}}', checked: '已在本机核对', checkedTitle: '本机重算的指纹与这里一致，内容与显示的相符', follows: '首尾相接', allChecked: '{{count}} 条指纹已在本机核对', differs: '指纹与内容不符，请报告管理员',
    proves: '本机用上一条的指纹和这一条的原文重算了每条的指纹，并核对原文与页面所示相同：记账之后哪怕改一个字，都会不符。它不能证明当初录入的就是真的，也不能排除有人把整本账连同后面所有指纹一起重做；后一种要用离线核验程序对照以前留存的指纹。',
    unable: '此浏览器在非加密连接（http）下不提供核对所需的功能，没有在本机核对；可用离线核验程序。',
    copy: '点击复制完整指纹', count: '{{count}} 条',
  },
  kind: {
    REGISTER: '登记', OPENING_PAID: '建账前已付', PAYMENT: '付款', REVERSAL: '冲正', CORRECTION: '更正', DISPUTE: '提出分歧', SETTLEMENT: '分歧了结', TRANSFER_OUT: '转出', TRANSFER_IN: '转入', RECLASSIFY: '重分类',
  },
  due: {
    title: '时限怎么来的', cutoffBefore: '早于界线 {{cutoff}}', cutoffSince: '不早于界线 {{cutoff}}', undisputed: '全部无分歧', undisputedNote: '对金额和事实没有争议', partly: '部分有分歧', wholly: '全部有分歧',
    disputedAmount: '有分歧 {{amount}}，无分歧 {{rest}}', clauseSince: '三（三）2020年以来形成的，{{since}} 前全部清偿', clauseBefore: '三（三）2020年以前无分歧的，{{before}} 前应清尽清', clauseDisputed: '三（三）2020年以前有分歧的，调解、协商加快解决，了结后定时限',
    rest: '有分歧的部分', restSince: '同一日期为目标，分歧加快解决', restBefore: '了结后再定时限',
  },
  correct: {
    open: '更正', title: '更正登记内容', explain: '只改填错的项；旧值和原因留在流水里。', amount: '应付总额（元）', sinceNote: '改变它可能改变形成时段和清偿时限', reason: '为什么更正', save: '记入更正', nothing: '没有任何一项与现在不同',
  },
  paste: {
    /** How a row of totals begins; the importer leaves it out. */
    totals: '^(合计|总计|小计)$',
    open: '从 Excel 粘贴', title: '从 Excel 粘贴', how: '在 Excel 或 WPS 里选中台账（连表头）复制，在这里按 Ctrl+V。', area: '粘贴在这里', check: '核对', checking: '正在核对…', again: '重新粘贴', legend: '绿色：可以登记的新欠款　红色：有错误，不登记', new: '新', warn: '请核对', wrong: '有错误', skipped: '不是欠款行',
    good: '可登记 {{count}} 笔', bad: '有错误 {{count}} 行', sums: '应付 {{amount}} 元，已付 {{paid}} 元，未清偿 {{outstanding}} 元', accept: '登记 {{count}} 笔', done: '已登记 {{count}} 笔，未清偿 {{outstanding}} 元', undo: '撤销这批登记', none: '没有可登记的行', more: '只显示前 {{count}} 行；核对和登记的是全部。', close: '关闭', row: '行', into: '登记到 {{unit}}；表中有债务单位一列的，按该列',
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

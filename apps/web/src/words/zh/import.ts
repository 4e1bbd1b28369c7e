export default {
  title: '导入台账',
  into: '导入到 {{unit}}',
  behalf: '由 {{office}} 代录，两个名字都会记下',
  forbidden: '这个账号不能给这个单位导入台账。',
  forbiddenTodo: '请单位经办、集团财务或上级清欠办来导入。',
  pastNote: '正在看过去的数，不能导入；先回到现在。',
  drop: {
    title: '把台账文件拖到这里', choose: '选择文件', kinds: '.xlsx、.xls、.csv、.txt，20 MB 以内',
    how: '不用改成模板：原来怎么记就怎么传。表头在哪一行、单位是元还是万元、日期怎么写，系统自己认；认错了可以改。',
    safe: '先核对，不写台账。看过结果、按下“登记”才入账。',
    many: '一个文件可以写多个单位的欠款：按表里的单位列，或工作表的名字，分到各单位。没写单位的行记到 {{unit}}。',
    several: '一次只能导入一个文件，已取第一个：{{name}}', active: '松开就开始核对',
  },
  bad: {
    kind: '不能读 {{name}}', kindTodo: '请选择 .xlsx、.xls、.csv 或 .txt 文件。WPS 的 .et 请另存为 .xlsx。', size: '{{name}} 超过 20 MB', sizeTodo: '删去图片等无关内容，或分成几个文件。',
  },
  run: {
    checking: '正在核对 {{name}}', posting: '正在登记 {{name}}', sending: '上传', reading: '读取表格', checkingStage: '逐行核对', postingStage: '写入台账',
    sent: '已上传 {{part}}%', read: '已读 {{done}} 行', checked: '已核对 {{done}} / {{total}} 行', rows: '共 {{total}} 行', wait: '等待', cancel: '取消', cancelling: '正在取消', lost: '连接断了，正在重连；核对仍在进行。',
    dry: '核对不写台账，随时可以取消。', write: '一次写入：要么全部写入，要么一行也不写。', cancelled: '已取消，台账没有变化。',
  },
  failed: { check: '没有核对完', post: '没有登记成功', safe: '台账没有变化。', safeUnknown: '不确定是否已登记；原样再按一次不会重复入账。', todo: '改好文件后重新选择。', again: '再按一次“登记”。', open: '请重试；一直不行，把代码告诉管理员。' },
  todo: {
    NO_HEADINGS: '表头至少要有债权企业和欠款金额两列；补上表头再传。', FORBIDDEN: '换一个您管的单位，或请上级导入。', NOT_FOUND: '从左上角换一个您管的单位。', FILE_ENCRYPTED: '在表格软件里取消打开密码，另存后再传。',
    CANCELLED: '需要时重新选择文件。', TOOK_TOO_LONG: '分成几个文件再传。',
  },
  columns: {
    title: '认出的列', sheets: '{{count}} 张表', note: '认错了就在这里改，改过的会记住', sheet: '工作表 {{name}}', none: '（没有这一列）', recalled: '已按您上次的更正来认列。', forget: '不用上次的更正',
    again: '按更正后的列重新核对', changed: '改了 {{count}} 处，还没有重新核对', needed: '必须有', letter: '{{letter}} 列', show: '看各列', hide: '收起', matched: '{{found}} 列认出，{{rest}} 列没有用到', noHeading: '（无表头）',
  },
  field: {
    unit: '欠款单位', creditor: '债权企业', uscc: '统一社会信用代码', contractNo: '合同编号', category: '类别', overdueSince: '逾期起始日', amount: '应付总额', paid: '已付', outstanding: '未清偿',
    disputed: '有无分歧', disputedAmount: '有分歧金额', undisputedAmount: '无分歧金额', note: '备注',
  },
  sum: {
    title: '核对结果', accepted: '可以登记', rejected: '不合格', warnings: '有提醒', rows: '行', payables: '笔', creditors: '户', amount: '应付总额', paid: '− 已付', outstanding: '= 未清偿', count: '未清偿', creditorCount: '债权企业',
    disputed: '有分歧', since: '2020年以来', proved: '相加相符', broken: '不平', file: '下载标注文件', fileNote: '原来的文件，不合格的格子标了色，最后一列写明原因', asIs: '合计只算可以登记的行；换金额单位在右上角',
    nothing: '没有一行可以登记。按下面的原因改好文件再传。', clean: '全部合格，没有不合格的行。',
  },
  finding: {
    title: '逐格的原因', row: '行', column: '列', reason: '原因', code: '代码', errors: '不合格 {{count}}', warnings: '提醒 {{count}}', more: '再看 {{count}} 条', none: '没有。', all: '共 {{count}} 条',
    byCode: '只看', everything: '全部', sheet: '工作表', errorNote: '不合格的行不会登记', warnNote: '提醒的行照常登记，请核对',
  },
  accept: {
    title: '登记', acceptedOnly: '登记合格的 {{count}} 行', acceptedOnlyNote: '不合格的 {{rejected}} 行不登记；改好后单独再传，已登记的不会重复。', acceptedClean: '全部合格，一次登记。',
    allOrNothing: '全部合格才登记', allOrNothingNote: '有一行不合格就一行也不登记。现在有 {{rejected}} 行不合格。', allClean: '登记的那一刻再核对一遍；若有一行变得不合格，就一行也不登记。', button: '登记 {{count}} 笔', other: '换一个文件', noFile: '页面重新打开过，浏览器已不再拿着文件。请再选一次同一个文件。',
    after: '登记后可以整批撤销。',
  },
  receipt: {
    title: '导入回执', done: '已登记', none: '一行也没有登记', noneNote: '登记时有 {{count}} 行不合格，您选的是“全部合格才登记”。', number: '编号', at: '登记于', file: '文件', unit: '导入到', payables: '笔数', skipped: '未登记的行',
    ledger: '看这批欠款', again: '再导入一个文件', undo: '撤销这次导入', undoTitle: '撤销整批导入', undoNote: '用相反的记录冲掉这次导入的 {{count}} 笔，原记录仍在流水里。之后又登记过付款、分歧的，要先冲正那些。', reason: '原因', reasonNeeded: '请写原因', undone: '已撤销 {{count}} 笔，合计 {{amount}} 元。原记录仍在流水里。',
    rest: '未登记的行在标注文件里，改好后再传。', undoSafe: '没有撤销，台账没有变化。', copy: '复制编号', copied: '已复制',
  },
  recent: { title: '最近的导入', note: '记在这台电脑上', rows: '{{count}} 笔' },
} as const

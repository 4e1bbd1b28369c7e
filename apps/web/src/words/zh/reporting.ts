export default {
  today: '今日日报',
  expected: '应报',
  reported: '已报',
  missing: '未报',
  onTime: '按时',
  lateCount: '迟报',
  deadlineAt: '距 {{time}} 截止',
  closedOpen: '已截止，还有未报',
  closedAll: '已截止，全部报齐',
  /** What a unit's name loses on a small tile. */
  shortName: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
  /** The same, and what offices call it. */
  tileName: {
    drop: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
    said: '工业和信息化局=工信局|发展和改革局=发改局|人力资源和社会保障局=人社局|住房和城乡建设局=住建局|卫生健康局=卫健局|文化和旅游局=文旅局|农业农村局=农业局|交通运输局=交通局|中小企业发展促进中心=中小企业|开发区管理委员会=管委会|城市建设投资集团=城投|国有资本运营集团=国资运营|能源发展=能源|文旅投资=文旅投|实业集团=实业',
  },
  status: { NOT_DUE: '不需报送', OPEN: '未报', REPORTED: '已报', LATE: '迟报', MISSING: '逾期未报', RETURNED: '退回', EXEMPT: '免报' },
  day: {
    title: '{{day}} 日报', note: '数据由台账算出，不用手填', item: '指标', previous: '昨日', previousOf: '上次（{{day}}）', change: '变动', now: '今日', count: '拖欠数量', countNote: '未清偿的欠款', outstanding: '拖欠金额', outstandingNote: '未清偿本金',
    paid: '已偿还金额', paidNote: '{{day}}以来', creditors: '债权企业 {{count}} 户', exact: '{{amount}} 元', why: '变动从哪里来', times: '{{count}} 笔', none: '与昨日一致，没有变动', noPrevious: '还没有上一次日报',
    adds: '与变动相符', confirm: '确认报送', zero: '与昨日一致，零报告', again: '重新签报', late: '补报', note2: '补充说明', wrong: '台账有误', noteHint: '今日有变动，不是零报告。', reason: '为什么补报或更正', reasonNeeded: '17:00 后报送要写明理由',
    past: '这一天的日报', noReport: '这个单位不用报日报，或您无权查看。', saved: '未报送，台账没有变化。', noAuthority: '由本单位经办人签报。',
  },
  clock: { left: '距日报截止', passed: '今日 17:00 已截止', note: '17:00:00 起算迟报，以服务器时间为准', lateNote: '现在报送记为迟报。' },
  moment: { title: '签的是哪一刻', text: '签报固定在您按下的那一刻。之后到 17:00 的变动单独列出，不会改动您签过的数。' },
  receipt: {
    title: '清理拖欠中小企业账款日报回执', number: '编号 {{number}}', done: '已报', late: '迟报', count: '拖欠数量', creditors: '债权企业', outstanding: '拖欠金额', paid: '已偿还金额（{{day}}以来）', signedBy: '签报人 {{name}}', position: '签于流水位置 {{position}}',
    digest: '摘要 {{digest}}', image: '保存图片发群', print: '打印', note: '补充说明：{{note}}', afterTitle: '签报后台账又有变动', after: '17:00 前可以重新签报，不需要理由。', unchanged: '17:00 前台账再有变动，会在这里列出，可重报一次，不需要理由。', version: '第 {{version}} 版', correction: '更正理由：{{reason}}', show: '看现在的数', back: '看回执', closed: '更正要写明理由，并形成新版本。',
  },
  none: '这个单位没有下级报送。',
  attention: {
    title: '需要关注', none: '现在没有需要关注的。', and: '、', units: '{{names}} 等 {{count}} 个单位', few: '{{names}}', moved: '签后变动', rising: '欠款增加', since: '{{unit}} 较昨日 17:00', near: '临近期限', over: '已过期限',
    deadline: '{{vintage}}无分歧 · {{day}}前，余 {{count}} 天', deadlineOver: '{{vintage}}无分歧 · {{day}}，已过 {{count}} 天', excluded: '剔除', suspended: '停产单位，不计入拖欠金额',
  },
  switch: { before: '前一天', after: '后一天', today: '今天' },
  dispatch: { title: '{{day}} 日调度', remind: '催报 {{count}} 个单位', brief: '日调度简报', wall: '看报送情况' },
  rows: { title: '报送明细', show: '看哪些', all: '全部', open: '未报', moved: '签后有变动', unit: '单位', state: '状态', time: '报送时间', deviation: '签报后变动', done: '已报 {{done}} / {{all}}', below: '所属 {{count}} 个未报', version: '第 {{version}} 版', none: '没有这样的单位。' },
  remind: {
    title: '催报文案', copied: '已复制，可以直接粘贴到群里', copy: '复制', close: '收起', county: '{{unit}}（{{names}}）',
    before: '【催报】{{day}}清欠日报 {{time}} 截止，应报 {{expected}} 个，已报 {{reported}} 个。请以下 {{count}} 个单位尽快报送：{{names}}。登录后打开“今日日报”，数据已由台账算好，按回车确认即可；没有变动也要零报告。{{unit}}清欠办',
    after: '【逾期催报】{{day}}清欠日报已于 {{time}} 截止，应报 {{expected}} 个，已报 {{reported}} 个。以下 {{count}} 个单位逾期未报，请立即补报：{{names}}。{{unit}}清欠办',
  },
  brief: {
    title: '{{unit}}清理拖欠中小企业账款日调度简报', closed: '数据截至 {{time}}（当日口径）', open: '数据截至 {{time}}，当日尚未截止', copy: '复制文字', kind: '事项', count: '笔数', amount: '金额', stop: '。',
    whole: '一、总体情况', owed: '拖欠金额 {{amount}}，{{count}} 笔，涉及债权企业 {{creditors}} 户', than: '，较昨日 17:00 {{amount}}。', paid: '{{day}}以来已偿还 {{amount}}',
    moved: '二、当日变动（金额单位：{{unit}}）', still: '与昨日相比没有变动。', movers: '变动较大的单位：{{names}}。', semicolon: '；',
    reports: '三、报送情况', counts: '应报 {{expected}} 个单位，已报 {{reported}} 个，其中按时 {{onTime}} 个、迟报 {{late}} 个；未报 {{open}} 个。', late: '迟报：{{names}}。', missing: '逾期未报：{{names}}。', notYet: '尚未报送：{{names}}。',
    odd: '四、需要说明', reversed: '冲正 {{count}} 笔，涉及 {{amount}}，应核对凭证。', risen: '{{unit}}拖欠金额较昨日增加 {{amount}}。', deviates: '{{unit}}签报后台账又有变动：拖欠金额 {{amount}}，已偿还 {{paid}}。', nothing: '没有冲正，没有单位拖欠增加，签报与台账一致。',
    foot: '{{unit}}清欠办　依据 {{title}}　由台账自动生成，口径为未清偿本金，不含停产单位。',
  },
  strip: { title: '近 14 天', onTime: '按时 {{count}}', late: '迟报 {{count}}', missing: '未报 {{count}}', today: '今日', word: { NOT_DUE: '—', OPEN: '未报', REPORTED: '按时', LATE: '迟报', MISSING: '未报', RETURNED: '退回', EXEMPT: '免报' }, all: '历史日报' },
  history: {
    title: '历史日报', month: '{{year}}年{{month}}月', before: '上个月', after: '下个月', day: '日期', state: '状态', time: '签报时间', by: '签报人', version: '版', deviation: '截止时台账差异', same: '一致', reason: '更正理由 / 说明', none: '这个月没有日报。', office: '县、市没有自己的日报，各单位报送情况在日调度里。', toDispatch: '看日调度',
    onBehalf: '代报', counts: '按时 {{onTime}} 天，迟报 {{late}} 天，未报 {{missing}} 天',
  },
  versions: { title: '历次签报', note: '每一版都固定保留，后一版的摘要里含前一版', version: '第 {{version}} 版' },
  late: { missing: '17:00 已过，还没有报送。现在报送记为迟报。', past: '这一天没有报送。现在补报记为迟报。', filed: '迟报 {{minutes}} 分钟' },
} as const

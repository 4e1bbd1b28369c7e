export default {
  today: '今日日报',
  expected: '应报',
  reported: '已报',
  missing: '未报',
  onTime: '按时',
  /** What a unit's name loses on a small tile. */
  shortName: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
  status: { NOT_DUE: '未到期', OPEN: '未报', REPORTED: '已报', LATE: '迟报', MISSING: '逾期未报', RETURNED: '退回', EXEMPT: '免报' },
  day: {
    title: '{{day}} 日报', note: '数据由台账算出，不用手填', item: '指标', previous: '昨日', change: '变动', now: '今日', count: '拖欠数量', countNote: '未清偿的欠款', outstanding: '拖欠金额', outstandingNote: '未清偿本金',
    paid: '已偿还金额', paidNote: '基线日以来', creditors: '债权企业 {{count}} 户', exact: '{{amount}} 元', why: '变动从哪里来', times: '{{count}} 笔', none: '与昨日一致，没有变动', noPrevious: '还没有上一次日报',
    adds: '与变动相符', confirm: '确认报送', zero: '与昨日一致，零报告', again: '重新签报', late: '补报', note2: '补充说明', wrong: '台账有误', noteHint: '今日有变动，不是零报告。', reason: '为什么补报或更正', reasonNeeded: '17:00 后报送要写明理由',
    past: '这一天的日报', noReport: '这个单位不用报日报，或您无权查看。', saved: '未报送，台账没有变化。', noAuthority: '由本单位经办人签报。',
  },
  clock: { left: '距日报截止', passed: '今日 17:00 已截止', note: '17:00:00 起算迟报，以服务器时间为准', lateNote: '现在报送记为迟报。' },
  moment: { title: '签的是哪一刻', text: '签报固定在您按下的那一刻。之后到 17:00 的变动单独列出，不会改动您签过的数。' },
  receipt: {
    title: '清理拖欠中小企业账款日报回执', number: '编号 {{number}}', done: '已报', late: '迟报', count: '拖欠数量', creditors: '债权企业', outstanding: '拖欠金额', paid: '已偿还金额（基线日以来）', signedBy: '签报人 {{name}}', position: '签于流水位置 {{position}}',
    digest: '摘要 {{digest}}', image: '保存图片发群', print: '打印', after: '签报后台账又有变动，17:00 前可以重新签报，不需要理由。', unchanged: '17:00 前台账再有变动，会在这里列出，可重报一次，不需要理由。', version: '第 {{version}} 版', correction: '更正理由：{{reason}}', show: '看现在的数', back: '看回执', closed: '更正要写明理由，并形成新版本。',
  },
  none: '这个单位没有下级报送。',
} as const

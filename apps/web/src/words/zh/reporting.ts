export default {
  today: '今日日报',
  expected: '应报',
  reported: '已报',
  missing: '未报',
  onTime: '按时',
  /** What a unit's name loses on a small tile. */
  shortName: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
  status: { NOT_DUE: '未到期', OPEN: '未报', REPORTED: '已报', LATE: '迟报', MISSING: '逾期未报', RETURNED: '退回', EXEMPT: '免报' },
  none: '这个单位没有下级报送。',
} as const

export default {
  forbidden: { units: '这一页由系统管理员使用。', users: '这一页由系统管理员和安全管理员使用。', keys: '这一页由安全管理员使用。', trail: '这一页由审计管理员使用。', todo: '三员分设：每个账号只管自己的一项。' },
  refusedSafe: '没有改动。',
  choose: '单位',
  search: '单位名称、拼音、代码',
  none: '没有相符的单位',
  fault: { required: '请填写', code: '只用数字、大写字母和单个连字符，例如 140521-QHSY-08', account: '3 到 60 位：字母、数字、点和连字符，例如 clerk.140521100', future: '不能晚于今天', day: '请选日期', late: '最多一年，不晚于 {{day}}', past: '要晚于今天', ip: '第 {{line}} 行不是 IP 地址或网段', scope: '至少选一项' },
  units: {
    title: '单位', note: '{{count}} 个单位', tree: '单位树', code: '代码', kind: '性质', line: '汇总口', status: '状态', located: '所在乡镇', parent: '上级', children: '下级单位', noChildren: '没有下级单位。', open: '开设下级单位', move: '迁移', users: '看账号', keys: '看密钥',
    opened: '已开设', moved: '已迁移',
    form: {
      title: '在 {{unit}} 下开设单位', code: '单位代码', codeHint: '以后不能改；下属单位接在上级代码后面', name: '单位名称', kind: '性质', line: '汇总口', lineHint: '直接在市、县下面的单位选汇总口，往下随上级', located: '所在乡镇或开发区', openedOn: '设立日期', openedHint: '在这一天之前它不在树里', save: '开设',
    },
    moveForm: {
      title: '迁移 {{unit}}', to: '迁到', effectiveOn: '生效日期', effectiveHint: '从这一天起算在新上级名下；在此之前的数按原来的树', reason: '原因', save: '迁移这个单位', self: '就是现在的上级', circle: '不能迁到自己或自己的下级', kind: '{{kind}}不能设在{{parent}}下面',
    },
    preview: {
      title: '迁移会改变什么', from: '原来', to: '迁到', count: '连同下级共 {{count}} 个单位一起迁移', lose: '汇总减少', gain: '汇总增加', same: '汇总不变', sameNote: '{{unit}}及以上不变：只是从它的一个下级换到另一个下级', line: '汇总口', lineChange: '{{from}} → {{to}}', none: '无', past: '过去任何一天的数仍按当时的树，不会被改写。', accounts: '账号、密钥、台账跟着单位走，不用重办。',
    },
  },
  users: {
    title: '账号', account: '账号', name: '姓名', role: '角色', state: '状态', unit: '单位', acts: '办理', empty: '这个单位还没有账号。', count: '{{count}} 个账号',
    active: '已激活', waiting: '待激活', locked: '锁定到 {{moment}}', closed: '{{moment}} 注销',
    invite: '邀请一个人', renew: '重发激活单', assign: '改角色', close: '注销', unlock: '解锁',
    form: { title: '邀请到 {{unit}}', account: '账号', accountHint: '登录用，以后不能改', name: '姓名', role: '角色', save: '邀请并生成激活单', suggest: '例如 {{account}}' },
    renewNote: '原密码和所有登录立即失效，要用新的激活单重设密码。', renewTitle: '给 {{account}} 重发激活单', closeNote: '注销后不能恢复，所有登录立即失效；流水里仍写着这个名字。', closeTitle: '注销 {{account}}', assignTitle: '改 {{account}} 的角色', assignNote: '改后要重新登录。管理员账号的角色不能改。', assignSave: '改角色', unlockDone: '已解锁',
    sheet: { title: '激活单', account: '账号', code: '激活码', expires: '有效期至', print: '打开激活单并打印', copy: '复制激活码', copied: '已复制', note: '把激活单交给本人。激活后本单作废；丢了可以重发。', done: '知道了' },
  },
  keys: {
    title: '接口密钥', note: '程序用它只读地取数', name: '名称', scopes: '范围', expires: '到期', state: '状态', acts: '办理', empty: '这个单位还没有密钥。', active: '有效', expired: '已到期', revoked: '{{moment}} 吊销', issue: '发一个密钥', revoke: '吊销', id: '编号',
    scope: { TOTALS_READ: '读汇总', LEDGER_READ: '读台账', REPORTS_READ: '读日报', PUBLIC_READ: '读公开数据' },
    scopeNote: { TOTALS_READ: '各级合计，看不到单笔', LEDGER_READ: '每笔欠款和流水，含合计', REPORTS_READ: '日报和看板，含合计', PUBLIC_READ: '只有公开的数' },
    form: { title: '给 {{unit}} 发密钥', name: '名称', nameHint: '哪个系统用，例如 国资平台对接', expires: '到期日', expiresHint: '最多一年', ips: '允许的 IP', ipsHint: '一行一个地址或网段，例如 10.0.0.0/8；不填则不限', save: '发密钥' },
    secret: { title: '密钥只显示这一次', note: '现在就复制给用它的人。关掉后谁也看不到；丢了就吊销重发。', copy: '复制密钥', copied: '已复制', done: '已经存好，关掉', label: '密钥' },
    revokeTitle: '吊销 {{name}}', revokeNote: '立即失效，用它的程序会马上连不上，不能恢复。', revokeSave: '吊销这个密钥',
  },
  trail: {
    title: '操作记录', note: '只增不改，新的在前', at: '时间', account: '谁', action: '做了什么', subject: '对谁', detail: '内容', all: '全部', accountFilter: '账号', actionFilter: '操作', newer: '较新', older: '较早', first: '最新', empty: '没有相符的记录。', search: '查', size: '每页 {{count}} 条',
    name: { from: '原来', to: '改为', effectiveOn: '生效', reason: '原因', role: '角色', name: '名称', kind: '性质', parent: '上级', openedOn: '设立', unit: '单位', scopes: '范围', expiresOn: '到期', allowedIps: '允许 IP', ip: '来自', until: '到' },
  },
  action: {
    SIGNED_IN: '登录', SIGNED_OUT: '退出', SIGN_IN_FAILED: '登录失败', LOCKED_OUT: '被锁定', ACTIVATED: '激活账号', PASSWORD_CHANGED: '改密码', UNIT_OPENED: '开设单位', UNIT_MOVED: '迁移单位', USER_INVITED: '邀请', INVITATION_RENEWED: '重发激活单',
    ROLE_ASSIGNED: '改角色', ACCOUNT_CLOSED: '注销账号', ACCOUNT_UNLOCKED: '解锁', KEY_ISSUED: '发密钥', KEY_REVOKED: '吊销密钥',
  },
  activate: {
    title: '激活账号', note: '照激活单填写，设置自己的密码', account: '账号', code: '激活码', password: '新密码', again: '再输一遍', submit: '激活并登录', rule: '至少 10 位，含大写、小写、数字、符号中的三类，不含账号', weak: '还不够：{{missing}}', length: '至少 10 位', kinds: '大写、小写、数字、符号中的三类', named: '不要含账号', differ: '两遍不一样', failed: '没有激活', failedSafe: '账号没有变化。', failedTodo: '核对账号和激活码；过期或用过了，请系统管理员重发激活单。', weakTodo: '换一个更强的密码。', toSignIn: '已经激活，去登录',
  },
} as const

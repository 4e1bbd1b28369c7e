/** What the headings of ledgers are called in offices, and how sure each name is. */
import { halfWidth, tidy } from '@qingqian/rules/text'

/** What a column can mean. `seq`, `ignored` columns are recognised so that nothing else takes them. */
export const FIELDS = [
  'unit', 'creditor', 'uscc', 'contractNo', 'category', 'overdueSince', 'amount', 'paid', 'outstanding',
  'disputed', 'disputedAmount', 'undisputedAmount', 'note', 'seq', 'ignored',
] as const
export type Field = (typeof FIELDS)[number]

/** Confidence 0–1 for each field a label may mean. */
export type Meanings = Partial<Record<Field, number>>

type Word = readonly [RegExp, Field, number]

/** Labels are compared without blanks, brackets' content, asterisks and line breaks. All matches count, the surest a field. */
const WORDS: readonly Word[] = [
  [/^(序号|编号|序列|行号|no\.?|项次|栏次|#)$/i, 'seq', 0.95],
  // Who owes
  [/^(欠款|债务|欠债|欠账|责任|付款|应付|付款义务|拖欠主体)(单位|人|方|主体|企业|部门|责任单位)(名称|全称)?$/, 'unit', 0.97],
  [/^拖欠(单位|人|方|主体|部门|责任单位)(名称|全称)?$/, 'unit', 0.97],
  // 拖欠企业 is said of either side: the column's content decides.
  [/^拖欠企业(名称|全称)?$/, 'unit', 0.75],
  [/^拖欠企业(名称|全称)?$/, 'creditor', 0.7],
  [/^(债务人|债务单位|拖欠主体|责任主体|还款主体)(名称|全称)?$/, 'unit', 0.95],
  [/^(所属|填报|上报|报送|建设|业主|项目|用款|采购|发包|甲方)(单位|部门|企业|公司|主体|人|方)(名称)?$/, 'unit', 0.75],
  [/^(甲方|业主|发包方|发包人|采购人|购买方|买方)(名称)?$/, 'unit', 0.7],
  [/^(部门|科室|单位|机关|乡镇|乡镇街道|街道|主管部门|子公司|二级公司|二级单位|下属单位|下属企业|所属子公司|预算单位|单位部门)(名称|全称)?$/, 'unit', 0.7],
  [/^(公司|本企业|法人)(名称|全称)$/, 'unit', 0.6],
  [/^(单位|机构)(代码|编码|编号)$/, 'unit', 0.5],
  [/^企业(名称|全称)?$/, 'unit', 0.4],
  // Who is owed
  [/^(债权|被欠|被欠款|被拖欠|中小|民营|民企|受偿|供货|服务|收款|受款|合作|对方|往来|涉及|欠付|账款所属)(企业|单位|人|方|公司|主体|中小企业|民营企业)(名称|全称|户名)?$/, 'creditor', 0.97],
  [/^(被拖欠|拖欠|被欠)(中小|民营)企业(名称|全称)?$/, 'creditor', 0.97],
  [/^(债权人|收款人|供应商|供货商|服务商|承包商|分包商|施工方|施工单位|承建单位|承包单位|承包方|承包人|乙方|乙方单位|合同乙方|卖方|供方|中标单位|成交供应商|收款单位|客商|债权方)(名称|全称)?$/, 'creditor', 0.95],
  [/^欠(谁|何企业|付对象)$|^拖欠对象(名称)?$|^(应付|付款|欠款)对象(名称)?$/, 'creditor', 0.9],
  [/^(企业|商户|厂家|厂商|客户)(名称|全称)?$/, 'creditor', 0.65],
  [/^(公司|单位)(名称|全称)$/, 'creditor', 0.45],
  [/^(名称|户名|全称)$/, 'creditor', 0.3],
  // Its code
  [/(统一)?(社会)?信用代码(证)?(号)?$/, 'uscc', 0.95],
  [/(纳税人)?识别号$|税号$|税务登记(证)?(号)?$|营业执照(注册)?号(码)?$|(组织)?机构代码$|^uscc$/i, 'uscc', 0.85],
  [/^(证照|证件|企业)(号|号码|代码|编码)$/, 'uscc', 0.6],
  // The contract
  [/^(采购|施工|服务)?(合同|协议)(编|序)?(号|号码|编码)(或名称)?$|^contract(no\.?|number)?$/i, 'contractNo', 0.97],
  [/^合同或?协议编?号$|^合同编号名称$/, 'contractNo', 0.95],
  [/^(合同|协议|合同协议)(名称|依据)$/, 'contractNo', 0.4],
  [/^(订单|单据|凭证|发票|业务|台账|账款|采购单)(编)?(号|号码)$/, 'contractNo', 0.35],
  // What for
  [/^(业务|款项|账款|欠款|拖欠|拖欠款项|拖欠账款|资金|债务|应付|合同|采购|项目|债权|款项业务)(的)?(类型|类别|性质|种类|分类|用途|成因|内容)$/, 'category', 0.9],
  [/^(类型|类别|性质|种类|分类)$/, 'category', 0.7],
  [/^(款项|账款)(名称|说明)$/, 'category', 0.4],
  // Since when
  [/^(逾期)(起始|开始|形成|起算)(日|日期|时间)?$/, 'overdueSince', 0.98],
  [/^(首次)?(逾期)(日|日期|时间)$|^应付未付起始(日|日期|时间)$/, 'overdueSince', 0.95],
  [/^(到期)(日|日期|时间)$|^(账款|款项|付款|应付|债务|欠款|合同付款)到期(日|日期|时间)$/, 'overdueSince', 0.94],
  [/^(账款|欠款|拖欠|债务|款项|债权|逾期)?(形成)(日|日期|时间|年月)$|^欠款(账款)?形成(日期|时间)$/, 'overdueSince', 0.92],
  [/^(应|约定|合同约定|应当|最迟)(的)?(付|付款|支付|付清|付款到期|偿还)(款)?(日|日期|时间|期限|时限)$/, 'overdueSince', 0.9],
  [/^(合同)?(约定)?(付款|支付)(期限|时限|截止日|截止日期|截止时间)$/, 'overdueSince', 0.75],
  [/^(欠款|拖欠|欠账|挂账|债务|债权)(起始|发生|开始)?(日|日期|时间|年月)$/, 'overdueSince', 0.85],
  [/^(欠款|拖欠|账款|债务)?(产生)(日|日期|时间)$/, 'overdueSince', 0.8],
  [/^(发生|入账|记账|起始|账款)(日|日期|时间)$/, 'overdueSince', 0.55],
  [/^(日期|时间)$/, 'overdueSince', 0.45],
  // How much
  [/^(应付|应付款|应付账款|应偿还|应支付|应还|应付工程款|应付合同款|应付货款|应付服务费)(总|合计)?(额|总额|金额|款|款额|总金额|数)?$/, 'amount', 0.95],
  [/^(应付|应付账款|账款|欠款|拖欠|债务|账面|逾期)?(余额)?(原值|原始金额|原金额|本金|初始金额)$|^(初始|原始|年初|期初)(欠款|拖欠|余额|欠款余额|拖欠余额)(金额|总额|额)?$/, 'amount', 0.93],
  [/^(欠款|拖欠|拖欠账款|欠账|逾期|债务|账款|债权|原欠|拖欠款|逾期账款|逾期欠款|逾期未付|欠付)(总|原)?(额|总额|金额|总金额|数|数额)(合计)?$/, 'amount', 0.9],
  [/^(合同)(应付|应付款|约定应付)(总)?(额|金额|款)?$/, 'amount', 0.92],
  [/^(形成|排查|核实|认定|清查|摸排|累计)(拖欠|欠款)?(总|账款)?(额|总额|金额)$/, 'amount', 0.8],
  [/^(结算|审定|决算|发票|应收|确权)(总)?(金额|额|价|价款|款)$/, 'amount', 0.6],
  [/^(合同)(总)?(金额|额|价|总价|价款|标的|标的额)$/, 'amount', 0.55],
  [/^(金额|总额|总金额|数额|款额|合计)$/, 'amount', 0.65],
  [/^(已|累计已|本年已|累计|实际已|实|期间已)(付|还|支付|偿还|清偿|偿付|付款|还款|清欠|化解|归还|兑付|拨付|结清|结算)(款)?(总)?(额|金额|款|数|数额|账款)?$/, 'paid', 0.95],
  [/^(已|累计)(付|还|清偿|偿还)(欠款|本金|账款)(金额|额)?$|^(偿还|清偿|付款|还款|支付)(金额|数额|额)$/, 'paid', 0.8],
  [/^(未|尚未|待|尚欠|剩余未|仍未)(付|还|支付|偿还|清偿|付款|还款|清欠|归还|化解|结清|兑付|拨付)?(款)?(总)?(额|金额|款|余额|数|数额|账款)?$/, 'outstanding', 0.93],
  [/^(剩余|尚欠|结欠|现欠|仍欠|实欠|目前欠|当前欠|待清偿|目前拖欠|剩余拖欠|剩余欠款|剩余应付)(款|账款)?(总)?(额|金额|款|余额|数)?$/, 'outstanding', 0.93],
  [/^(欠款|拖欠|应付|账款|债务|期末|当前|目前|现有|未付|未偿还|应付账款|账面|拖欠账款)?余额$/, 'outstanding', 0.85],
  [/^余款$|^欠款$|^拖欠款$|^拖欠账款$/, 'outstanding', 0.6],
  [/^(欠款|拖欠账款|拖欠款|欠账|尾款)$/, 'amount', 0.7],
  // Contested?
  [/^(是否|有无|是否存在|是否有|有没有|存在|是否属于|为)?(有|无|存在)?(分歧|争议|纠纷|异议)(情况|标志|与否|状态|性|类型|类别)?$/, 'disputed', 0.95],
  [/^(债务|欠款|账款|款项|金额)(是否|有无|是否存在|是否有|存在)?(有|无)?(分歧|争议|纠纷|异议)(情况)?$|^[有无]分歧[有无]分歧$/, 'disputed', 0.93],
  [/^(分歧|争议)(原因|说明|事由|类型|内容)$/, 'note', 0.8],
  [/^(其中)?(有)?(存在)?(分歧|争议|异议)(欠款|账款|部分|款项|金额|数额|额|款)(金额|额|数额)?$/, 'disputedAmount', 0.95],
  [/^(其中)?无(分歧|争议|异议)(欠款|账款|部分|款项|金额|数额|额|款)(金额|额|数额)?$/, 'undisputedAmount', 0.95],
  // Kept beside, or known and left alone
  [/^(备注|说明|情况说明|其他说明|摘要|附注|欠款原因|拖欠原因|未付原因|原因|形成原因|项目名称|工程名称|合同名称|欠款事由|事由|款项内容)$/, 'note', 0.85],
  [/(联系人|联系电话|电话|手机|地址|开户行|账号|负责人|经办人|责任人|法人代表|法定代表人|邮箱)/, 'ignored', 0.9],
  [/^(计划|拟|预计|承诺|下步|下一步).*(时间|日期|期限|金额|措施|方式|情况)?$|^(清偿|还款|化解|清欠|付款|支付)(计划|时限|措施|方式|办法|方案|进度|比例|完成时限)/, 'ignored', 0.9],
  [/^(合同)?(签订|签署|签约|开工|验收|交付|完工|竣工|结算|开票|发票|填报|制表|更新|上报|登记|录入|成立)(日|日期|时间)$/, 'ignored', 0.9],
  [/^(本|上|当)(月|年|周|日|季度|期).*(付|还|清偿|偿还|新增)/, 'ignored', 0.8],
  [/^(本次|年度|当年|全年)(计划)?(付款|支付|清偿|偿还|还款)|^是否(中小|民营|小微|纳入|已|诉讼|涉诉|公示|失信|属于|按期|超期|逾期)/, 'ignored', 0.85],
  [/(户数|笔数|个数|家数|数量|规模|企业类型|企业规模|企业性质|所有制|行业|占比|比例|利率|利息|违约金|错误原因|欠款账龄|账龄|逾期天数|天数)/, 'ignored', 0.92],
]

/** Group headings that say whose the columns below are. */
const OF_DEBTOR = /^(欠款|债务|拖欠|付款|责任)(单位|人|方|主体|企业|部门)|^债务人|^甲方/
const OF_CREDITOR = /^(债权|被欠|被拖欠|收款|供应商|供货|施工|承包|中小企业|民营企业|乙方|企业信息|企业情况)/

/** A heading as compared: half-width, no blanks, no bracketed remarks, no required-mark, no 截至 clause. */
export function labelKey(label: string): string {
  return halfWidth(tidy(label))
    .replaceAll(/\s|[*※★▲_]/g, '')
    .replaceAll(/[([{【〔][^)\]}】〕]*[)\]}】〕]/g, '')
    .replaceAll(/截[至止](?:目前|今)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?/g, '')
    .replaceAll(/[、,/\\|·.。:;"'“”‘’-]/g, '')
    .replace(/(亿元|万元|千元|元)$/, '')
    .toLowerCase()
}

/**
 * What a column may mean by its heading.
 * @param levels the labels over the column, from the outer group to its own; empty ones left out
 */
export function meaningsOf(levels: readonly string[]): Meanings {
  const keys = levels.map(labelKey).filter((key) => key !== '')
  const own = keys.at(-1)
  if (own === undefined) return {}
  const meanings = byWords(own)
  if (keys.length < 2) return meanings
  const outer = keys.slice(0, -1).join('')
  for (const [field, sure] of Object.entries(byWords(outer + own)) as [Field, number][]) meanings[field] = Math.max(meanings[field] ?? 0, sure)
  return inGroup(outer, own, meanings)
}

function byWords(key: string): Meanings {
  const meanings: Meanings = {}
  for (const [pattern, field, sure] of WORDS) if (sure > (meanings[field] ?? 0) && pattern.test(key)) meanings[field] = sure
  return meanings
}

/** 债务单位 over 统一社会信用代码 is not the creditor's code; 债权企业 over 名称 is the creditor, whatever else 名称 may be. */
function inGroup(outer: string, own: string, meanings: Meanings): Meanings {
  const naming = /^(单位|企业|公司|机构)?(名称|全称|户名)$/.test(own)
  if (OF_DEBTOR.test(outer)) {
    if (naming) return { unit: 0.95 }
    return meanings.uscc === undefined ? meanings : { ignored: 0.95 }
  }
  if (OF_CREDITOR.test(outer) && naming) return { creditor: 0.97 }
  // 其中: 无分歧 | 有分歧 over amounts; 欠款金额 over 无分歧 | 有分歧.
  if (/金额|欠款|账款|其中/.test(outer) && /^(有|存在)?(分歧|争议)$/.test(own)) return { disputedAmount: 0.9 }
  if (/金额|欠款|账款|其中/.test(outer) && /^无(分歧|争议)$/.test(own)) return { undisputedAmount: 0.9 }
  return meanings
}

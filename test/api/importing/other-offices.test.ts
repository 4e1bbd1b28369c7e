/** Ledgers as other offices keep them: other headings, layouts, units of money, encodings. Same importer, no settings. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checked, faults, gbk, told, utf16, utf8, xlsx } from './files.ts'

describe('layouts', () => {
  it('1: a text file in UTF-16 with tabs, no unit column, months for days', async () => {
    const file = '龙港镇拖欠账款统计表\r\n\r\n序号\t债权人\t款项性质\t应付日期\t拖欠金额(元)\t已清偿\r\n1\t甲公司\t质保金\t2021年3月\t１，０００．５０\t-\r\n2\t乙公司\t设备款\t二〇一九年十二月三十一日\t2,000\t500\r\n'
    for (const bytes of [utf16(file), utf16(file, { bigEndian: true }), utf16(file, { mark: false }), utf16(file, { mark: false, bigEndian: true }), gbk(file.replace('〇', '零'))]) {
      expect(told(await checked(bytes, '台账.txt'))).toEqual(['4 140521100 甲公司 - DEPOSIT 2021-03-01 100050 0 no', '5 140521100 乙公司 - GOODS 2019-12-31 200000 50000 no'])
    }
  })

  it('2: two levels of headings in a text file, groups for debtor, creditor and 金额(万元)', async () => {
    const file = [
      '债务人,,债权人,,合同,,金额(万元),,到期时间,分歧情况',
      '名称,统一社会信用代码,名称,统一社会信用代码,编号,名称,合同金额,已付,,',
      '沁水县教育局,11140521012345678X,甲公司,911405210000005654,HT-1,教学楼,12.5,2.5,2021-3-5,无',
      '沁水县卫生健康局,,乙公司,,HT-2,门诊楼,0.000001,,2021/3/5,有',
    ].join('\n')
    const ledger = await checked(utf8(file), '台账.csv')
    expect(told(ledger)).toEqual(['3 140521-JYJ 甲公司 HT-1 OTHER 2021-03-05 12500000 2500000 no', '4 140521-WJJ 乙公司 HT-2 OTHER 2021-03-05 1 0 1'])
    expect(ledger.rows[0]!.creditor.uscc).toBe('911405210000005654')
  })

  it('3: merged unit cells, numbered columns, subtotals, repeated headings, remarks and signatures', async () => {
    const heading = ['序号', '责任单位', '中小企业名称', '业务类型', '逾期起始日期', '欠款总额', '累计已还', '是否有分歧']
    const bytes = await xlsx({
      Sheet1: [
        ['沁水县拖欠中小企业账款台账(截至2022年5月31日)'], ['', '', '', '', '', '', '', '金额单位:万元'], heading, ['1', '2', '3', '4', '5', '6', '7', '8'],
        [1, '县教育局', '甲公司', '施工', '2021.3.5', 1.5, 0, '否'], [2, null, '乙公司', '劳务', '2021.3.6', 2, 1, '是'],
        [null, '小  计', null, null, null, 3.5, 1], heading,
        [3, '县人民医院', '丙公司', '药品', new Date('2019-05-01T00:00:00Z'), 3, 0, '否'], [4, null, null, null, null, null, null, null],
        ['合计(3户)', null, null, null, null, 6.5, 1], ['注:以上金额均经双方核对'], ['填表人:张三', null, null, '审核人:李四', null, null, '日期:2022年6月1日'],
      ],
    }, ['A1:H1', 'B5:B6', 'A12:H12'])
    const ledger = await checked(bytes, '台账.xlsx')
    expect(told(ledger)).toEqual(['5 140521-JYJ 甲公司 - WORKS 2021-03-05 1500000 0 no', '6 140521-JYJ 乙公司 - SERVICES 2021-03-06 2000000 1000000 1000000', '9 140521-WJJ-RMYY 丙公司 - GOODS 2019-05-01 3000000 0 no'])
    expect(faults(ledger)).toEqual([])
    expect(ledger.rows[0]!.asOf).toBe('2022-05-31')
  })

  it('4: the unit is named once over its rows', async () => {
    const file = '所属单位;债权企业;形成时间;欠款金额\n县教育局;甲;2021-1-1;1\n;乙;2021-1-2;2\n龙港镇;丙;2021-1-3;3\n;丁;2021-1-4;4\n'
    expect((await checked(utf8(`\uFEFF${file}`), 'a.csv')).rows.map((row) => row.unit)).toEqual(['140521-JYJ', '140521-JYJ', '140521100', '140521100'])
  })

  it('5: a blank unit in a sheet that names it in every row is a fault, unless all rows are of one unit', async () => {
    const file = '欠款单位,债权企业,形成时间,欠款金额\n县教育局,甲,2021-1-1,1\n县教育局,乙,2021-1-2,2\n,丙,2021-1-3,3\n龙港镇,丁,2021-1-4,4\n'
    expect(faults(await checked(utf8(file), 'a.csv'))).toEqual(['4 UNIT_UNKNOWN'])
    expect(faults(await checked(utf8(file.replace('龙港镇', '县教育局')), 'a.csv'))).toEqual([])
  })

  it('6: parts of a sheet under the names of units', async () => {
    const bytes = await xlsx({ 明细: [['供应商', '到期日', '应付金额(元)'], ['一、县教育局'], ['甲公司', '20210305', 10], ['二、龙港镇人民政府'], ['乙公司', 20210306, 20], ['合计', null, 30]] })
    expect(told(await checked(bytes, 'a.xlsx', { defaultUnit: '140521-QHSY' }))).toEqual(['3 140521-JYJ 甲公司 - OTHER 2021-03-05 1000 0 no', '5 140521100 乙公司 - OTHER 2021-03-06 2000 0 no'])
  })

  it('7: a sheet for each unit, beside instructions, a hidden dictionary and a summary', async () => {
    const rows = (name: string): unknown[][] => [['债权企业', '逾期日期', '欠款余额(元)'], [name, '2021-3-5', 10.1]]
    const bytes = await xlsx({ 填写说明: [['请按要求填写'], ['单位', '填全称']], 龙港镇: rows('甲'), 县教育局: rows('乙'), 汇总表: [['单位', '户数', '金额'], ['龙港镇', 1, 10.1], ['县教育局', 1, 10.1]], 字典: rows('丙') }, [], ['字典'])
    const ledger = await checked(bytes, 'a.xlsx')
    expect(ledger.rows.map((row) => `${row.sheet} ${row.unit} ${row.creditor.name} ${row.amount}`)).toEqual(['龙港镇 140521100 甲 1010', '县教育局 140521-JYJ 乙 1010'])
  })

  it('8: what is left and what was paid give what was owed', async () => {
    const ledger = await checked(utf8('收款单位,逾期日期,已付金额,未付金额\n甲,2021-1-1,30,70\n乙,2021-1-1,,5'), 'a.csv')
    expect(ledger.rows.map((row) => [row.amount, row.paid])).toEqual([[10000n, 3000n], [500n, 0n]])
  })

  it('9: 合同金额 − 已付 = 欠款金额 in the rows: the last is what is left', async () => {
    const ledger = await checked(utf8('施工单位,到期日,合同金额(万元),已付(万元),欠款金额(万元)\n甲,2021-1-1,100,60,40\n乙,2021-1-1,50,50,0\n丙,2021-1-1,8,0,8'), 'a.csv')
    expect(ledger.rows.map((row) => [row.amount, row.paid])).toEqual([[100000000n, 60000000n], [50000000n, 50000000n], [8000000n, 0n]])
    expect(ledger.summary.outstandingCount).toBe(2)
  })

  it('10: contested and uncontested sums in columns of their own', async () => {
    const ledger = await checked(utf8('债权企业,形成时间,欠款金额,,\n,,合计,无分歧金额,有分歧金额\n甲,2021-1-1,100,60,40\n乙,2021-1-1,50,50,0'), 'a.csv')
    expect(ledger.rows.map((row) => [row.amount, row.disputed, row.disputedAmount])).toEqual([[10000n, true, 4000n], [5000n, false, 0n]])
  })

  it('11: every way to write money and days in one sheet', async () => {
    const amounts = ['1.5万元', '¥2,000.00', '３０００元', '0.0001亿元', '4 000', "'5000", '人民币6000元整', '(7)', '约800', '1,00', '1.005', '壹万']
    const ledger = await checked(utf8(['供货商\t到期日\t应付总额', ...amounts.map((amount, i) => `企业${i}\t2021-3-${i + 1}\t${amount}`)].join('\n')), 'a.txt')
    expect(ledger.rows.map((row) => row.amount)).toEqual([1500000n, 200000n, 300000n, 1000000n, 400000n, 500000n, 600000n])
    expect(faults(ledger)).toEqual(['9 AMOUNT_NOT_POSITIVE', '10 AMOUNT_UNREADABLE', '11 AMOUNT_UNREADABLE', '12 AMOUNT_UNREADABLE', '13 AMOUNT_UNREADABLE'])
  })

  it('12: computed cells count with their stored results, noise of binary fractions included', async () => {
    const bytes = await xlsx({ 表: [['客商名称', '付款到期日', '应付款', '实付金额', '剩余未付'], ['甲', { formula: 'DATE(2021,3,5)', result: 44260 }, { formula: 'A1*1.1', result: 0.1 + 0.2 }, 0.1, { formula: 'C2-D2', result: 0.2 }], ['乙', 44261, { formula: 'A1' }, null, null]] })
    const ledger = await checked(bytes, 'a.xlsx')
    expect(told(ledger)).toEqual(['2 140521100 甲 - OTHER 2021-03-05 30 10 no'])
    expect(faults(ledger)).toEqual(['3 AMOUNT_UNREADABLE'])
    expect(ledger.warnings).toEqual([])
  })

  it('13: an .xls of LibreOffice gives what its .xlsx gives', async () => {
    const ledger = await checked(readFileSync(new URL('../../ledgers/qinshui-departments.xls', import.meta.url)), '台账.xls')
    const twin = await checked(readFileSync(new URL('../../ledgers/qinshui-departments.xlsx', import.meta.url)), '台账.xlsx')
    expect(ledger.kind).toBe('xls')
    expect(told(ledger)).toEqual(told(twin))
    expect(ledger.rows.length).toBeGreaterThan(5)
    expect(faults(ledger)).toEqual(faults(twin))
  })

  it('14: 是否无分歧 turns yes and no round; words of a quarrel count', async () => {
    const flags = ['是', '否', '是', '', '对工程量有争议']
    const ledger = await checked(utf8(['债权方,到期日,欠款额,是否无分歧', ...flags.map((flag, i) => `企业${i},2021-3-${i + 1},1,${flag}`)].join('\n')), 'a.csv')
    expect(ledger.rows.map((row) => row.disputed)).toEqual([false, true, false, false, true])
  })

  it('15: 单位名称 is the creditor where no unit goes by such names, and 同上 repeats', async () => {
    const ledger = await checked(utf8('单位名称,合同编号,到期日,金额\n甲公司,A-1,2021-1-1,1\n同上,A-2,同上,2'), 'a.csv')
    expect(told(ledger)).toEqual(['2 140521100 甲公司 A-1 OTHER 2021-01-01 100 0 no', '3 140521100 甲公司 A-2 OTHER 2021-01-01 200 0 no'])
    expect(told(await checked(utf8('单位名称,企业名称,到期日,金额\n教育局,甲公司,2021-1-1,1'), 'a.csv'))).toEqual(['2 140521-JYJ 甲公司 - OTHER 2021-01-01 100 0 no'])
  })

  it('16: a lone quotation mark and a code kept as text', async () => {
    const ledger = await checked(utf8('债权企业,信用代码,到期日,金额\n甲公司,="911405210000005654",2021-1-1,1\n"乙公司,,2021-1-2,2'), 'a.csv')
    expect(ledger.rows.map((row) => row.creditor.name)).toEqual(['甲公司', '"乙公司'])
    expect(ledger.rows[0]!.creditor.uscc).toBe('911405210000005654')
  })
})

describe('verdicts', () => {
  const rows = (...lines: string[]): Uint8Array => utf8(['欠款单位,债权企业,合同号,到期日,欠款金额,已还', ...lines].join('\n'))

  it('all faults of a row are told, the first as its code', async () => {
    const ledger = await checked(rows('无此单位,,A,昨天,-5,9', '龙港镇,甲,A,2021-1-1,5,9', '龙港镇,甲,A,2022-12-1,5,', '龙港镇,乙,A,2021-1-1,5,-1'), 'a.csv')
    expect(faults(ledger)).toEqual(['2 UNIT_UNKNOWN CREDITOR_MISSING DATE_UNREADABLE AMOUNT_NOT_POSITIVE', '3 PAID_EXCEEDS_AMOUNT', '4 DATE_IN_FUTURE', '5 AMOUNT_NOT_POSITIVE'])
    expect(ledger.rejected[0]).toMatchObject({ column: '欠款单位(A列)', columnIndex: 0, zh: expect.stringContaining('无此单位'), en: expect.stringContaining('units') })
  })

  it('a repeat is refused, in the file and against the ledger; a refused row is no original', async () => {
    const lines = ['龙港镇,甲,A,2021-1-1,5,9', '龙港镇,甲,A,2021-1-1,5,0', '140521100,甲,Ａ,2021/1/1,5.00,1', '龙港镇,乙,,2021-1-1,5,0']
    expect(faults(await checked(rows(...lines), 'a.csv'))).toEqual(['2 PAID_EXCEEDS_AMOUNT', '4 DUPLICATE'])
    const keys: string[] = []
    const ledger = await checked(rows(...lines), 'a.csv', { exists: async (key) => keys.push(key) === 2 })
    expect(keys).toEqual(['140521100|name:甲|a|2021-01-01|5.00', '140521100|name:乙||2021-01-01|5.00'])
    expect(faults(ledger)).toEqual(['2 PAID_EXCEEDS_AMOUNT', '4 DUPLICATE', '5 DUPLICATE'])
  })

  it('a sum 10,000 times off its peers is doubted, a large one is not', async () => {
    const peers = Array.from({ length: 12 }, (_, i) => `龙港镇,企业${i},A,2021-1-${i + 1},${50_000 + 7_000 * i},`)
    const ledger = await checked(rows(...peers, '龙港镇,滑,A,2021-2-1,820000000,', '龙港镇,小,A,2021-2-2,7.5,', '龙港镇,大,A,2021-2-3,3000000,'), 'a.csv')
    expect(ledger.warnings.map(({ row, code }) => `${row} ${code}`)).toEqual(['14 UNIT_SLIP_SUSPECTED', '15 UNIT_SLIP_SUSPECTED'])
    expect(ledger.rows).toHaveLength(15)
  })

  it('a column of what is left that does not agree is doubted', async () => {
    const ledger = await checked(utf8('债权企业,到期日,应付,已付,未付\n甲,2021-1-1,100,30,70\n乙,2021-1-1,100,30,60'), 'a.csv')
    expect(ledger.warnings.map(({ row, code }) => `${row} ${code}`)).toEqual(['3 OUTSTANDING_DIFFERS'])
  })

  it('the caller may correct the columns', async () => {
    const file = utf8('名目一,名目二,名目三,名目四\n甲公司,2021-1-1,100,40\n乙公司,2021-1-2,200,\n')
    const ledger = await checked(file, '表.csv', { mapping: { 表: { creditor: 0, overdueSince: 1, amount: 2, paid: 3, headingRow: 1 } } })
    expect(told(ledger)).toEqual(['2 140521100 甲公司 - OTHER 2021-01-01 10000 4000 no', '3 140521100 乙公司 - OTHER 2021-01-02 20000 0 no'])
    const swapped = await checked(utf8('债权企业,到期日,欠款金额,结算金额\n甲,2021-1-1,1,2'), '表.csv', { mapping: { 表: { amount: 3 } } })
    expect(swapped.rows[0]!.amount).toBe(200n)
  })

  it('headings without rows are a ledger of nothing', async () => {
    expect((await checked(rows(), 'a.csv')).summary).toMatchObject({ accepted: 0, amount: '0.00', creditorCount: 0 })
  })
})

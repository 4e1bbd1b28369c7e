import { theme, type ThemeConfig } from 'antd'

/** antd's tokens from look.md section 10. Not compactAlgorithm: it shrinks the type everywhere. */
const FACES =
  'QF, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Noto Sans SC", sans-serif'

const LIGHT = {
  dai: '#17434F', daiHover: '#1A5A6B', daiActive: '#0F323C', daiBg: '#E3EDEF', on: '#FFFFFF', link: '#1A5A6B',
  settled: '#17734A', settledBg: '#E6F3EC', late: '#8A5200', lateBg: '#FAF0DD', overdue: '#B3261E', overdueBg: '#FBECEA',
  plan: '#2F5D96', planBg: '#E9F0F8', ink: '#14201C', ink2: '#43514B', ink3: '#5A6862', canvas: '#EDF1EF', sheet: '#FFFFFF',
  wash: '#F5F8F6', spot: '#14201C', rule: '#D9E1DD', rule2: '#7C8A84', float: '0 6px 20px rgba(20,32,28,.14)',
}
const DARK: typeof LIGHT = {
  dai: '#8CCBD8', daiHover: '#A5D8E2', daiActive: '#74B6C4', daiBg: '#1B3037', on: '#0D1412', link: '#8CCBD8',
  settled: '#63C795', settledBg: '#14301F', late: '#E3B057', lateBg: '#33260F', overdue: '#F28B82', overdueBg: '#3A1C1A',
  plan: '#8FB8EA', planBg: '#18293F', ink: '#E8EEEB', ink2: '#B4C1BB', ink3: '#93A29B', canvas: '#0D1412', sheet: '#151E1B',
  wash: '#1B2622', spot: '#2A3733', rule: '#2A3733', rule2: '#71827B', float: '0 6px 20px rgba(0,0,0,.5)',
}

/** The colours charts draw with, by the state of the page. */
export function colours(dark: boolean): typeof LIGHT {
  return dark ? DARK : LIGHT
}

function tokens(c: typeof LIGHT, large: boolean): ThemeConfig['token'] {
  const type = large ? 1.25 : 1
  const row = large ? 1.2 : 1
  return {
    colorPrimary: c.dai, colorPrimaryHover: c.daiHover, colorPrimaryActive: c.daiActive, colorPrimaryBg: c.daiBg,
    colorPrimaryBgHover: c.daiBg, colorPrimaryBorder: c.rule2, colorPrimaryText: c.dai, colorTextLightSolid: c.on,
    colorSuccess: c.settled, colorSuccessBg: c.settledBg, colorWarning: c.late, colorWarningBg: c.lateBg,
    colorError: c.overdue, colorErrorBg: c.overdueBg, colorInfo: c.plan, colorInfoBg: c.planBg, colorLink: c.link,
    colorLinkHover: c.daiHover, colorTextBase: c.ink, colorText: c.ink, colorTextSecondary: c.ink2, colorTextTertiary: c.ink3,
    colorTextQuaternary: c.ink3, colorTextDescription: c.ink3, colorTextPlaceholder: c.ink3, colorTextDisabled: c.ink3,
    colorBgLayout: c.canvas, colorBgContainer: c.sheet, colorBgElevated: c.sheet, colorFillAlter: c.wash, colorBgSpotlight: c.spot,
    colorBorder: c.rule2, colorBorderSecondary: c.rule, colorSplit: c.rule, colorBgContainerDisabled: c.wash,
    controlItemBgHover: c.wash, controlItemBgActive: c.daiBg, controlItemBgActiveHover: c.daiBg,
    fontFamily: FACES, fontSize: 14 * type, fontSizeSM: 12 * type, lineHeight: 22 / 14, fontWeightStrong: 600,
    borderRadius: 4, borderRadiusSM: 3, borderRadiusLG: 4, controlHeight: 32 * row, controlHeightSM: 28 * row,
    controlHeightLG: 48 * row, lineWidthFocus: 2, boxShadow: 'none', boxShadowTertiary: 'none', boxShadowSecondary: c.float,
    motion: false,
  }
}

export function themeOf(dark: boolean, large: boolean): ThemeConfig {
  const c = colours(dark)
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: tokens(c, large)!,
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', primaryColor: c.on, fontWeight: 400 },
      Segmented: { trackBg: c.sheet, itemSelectedBg: c.dai, itemSelectedColor: c.on, trackPadding: 0, itemColor: c.ink2 },
      Tag: { defaultBg: 'transparent' },
      Select: { optionSelectedBg: c.daiBg, optionSelectedColor: c.ink },
      DatePicker: { cellActiveWithRangeBg: c.daiBg },
      Table: {
        headerBg: c.wash, headerColor: c.ink3, headerSplitColor: 'transparent', headerBorderRadius: 0, borderColor: c.rule,
        rowHoverBg: c.wash, rowSelectedBg: c.daiBg, cellPaddingBlockSM: 4, cellPaddingInlineSM: 8, cellFontSizeSM: large ? 16 : 13,
      },
    },
  }
}

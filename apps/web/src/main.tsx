import './polyfills.ts'
import './ui/base.css'
import { useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs'
import { ApolloProvider } from '@apollo/client/react'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { RouterProvider } from 'react-router/dom'
import { client } from './graphql/client.ts'
import { applyPrefs, currentPrefs, usePrefs } from './ui/prefs.ts'
import { Hatch } from './ui/paid-owed-bar.tsx'
import { themeOf } from './ui/theme.ts'
import { startWords } from './words/words.ts'
import { router } from './routes.tsx'

/** hashPriority and the transformer are what antd needs on Chromium 86. */
const TRANSFORMERS = [legacyLogicalPropertiesTransformer]

function Root() {
  const { dark, large, language } = usePrefs()
  const theme = useMemo(() => themeOf(dark, large), [dark, large])
  return (
    <ApolloProvider client={client}>
      <StyleProvider hashPriority="high" transformers={TRANSFORMERS}>
        <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
          <Hatch />
          <RouterProvider router={router} />
        </ConfigProvider>
      </StyleProvider>
    </ApolloProvider>
  )
}

applyPrefs()
void startWords(currentPrefs().language).then(() => createRoot(document.getElementById('root')!).render(<Root />))

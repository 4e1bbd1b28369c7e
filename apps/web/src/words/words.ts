import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import zh from './zh/all.ts'

export type Catalogue = typeof zh
export type Language = 'zh' | 'en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: Catalogue
  }
}

/** The same keys as zh, any text: what every other language's catalogue must be. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

/** Starts with Chinese in the bundle; English is fetched when chosen. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    ns: Object.keys(zh),
    defaultNS: 'ui',
    resources: { zh },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  if (language !== 'zh') await speak(language)
}

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'ui')) {
    const { default: en } = await import('./en/all.ts')
    for (const [namespace, words] of Object.entries(en)) i18next.addResourceBundle('en', namespace, words)
  }
  await i18next.changeLanguage(language)
}

import { useState } from 'react'
import { Button, Input, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useViewer } from '../access/viewer.tsx'
import { useViews } from './views.ts'
import styles from './views-menu.module.css'

const MOMENT = ['asOf', 'knownAt']

/** Filters under a name, of this account in this browser: choose, keep the present one, remove. */
export function ViewsMenu() {
  const { t } = useTranslation('ledger')
  const viewer = useViewer()
  const [params, setParams] = useSearchParams()
  const { views, save, drop } = useViews(viewer.account)
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const query = [...params].filter(([key]) => !MOMENT.includes(key)).sort(([a], [b]) => (a < b ? -1 : 1)).map((pair) => new URLSearchParams([pair]).toString()).join('&')
  const current = views.find((view) => view.query === query)

  function choose(chosen: string) {
    const next = new URLSearchParams(chosen)
    for (const key of MOMENT) if (params.has(key)) next.set(key, params.get(key)!)
    setParams(next, { replace: true })
    setOpen(false)
  }
  function keep() {
    if (name.trim() === '') return
    save({ name: name.trim(), query })
    setName('')
    setOpen(false)
  }
  const content = (
    <div className={styles.menu}>
      {views.length === 0 && <p className="mu s">{t('views.none')}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <button type="button" className={view === current ? styles.on : ''} onClick={() => choose(view.query)}>
              {view.name}
            </button>
            <Button type="text" size="small" aria-label={t('views.dropNamed', { name: view.name })} onClick={() => drop(view.name)}>
              {t('views.drop')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={styles.keep}
        onSubmit={(event) => {
          event.preventDefault()
          keep()
        }}
      >
        <Input maxLength={20} value={name} placeholder={t('views.name')} aria-label={t('views.name')} onChange={(event) => setName(event.target.value)} />
        <Button htmlType="submit" disabled={name.trim() === ''}>
          {t('views.keep')}
        </Button>
      </form>
    </div>
  )
  return (
    <Popover content={content} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} arrow={false}>
      <button type="button" className={styles.open} aria-expanded={open}>
        {t('views.title')} <b>{current?.name ?? t(query === '' ? 'views.plain' : 'views.unsaved')}</b> <i className="car" />
      </button>
    </Popover>
  )
}

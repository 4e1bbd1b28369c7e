import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import { Trouble } from './trouble.tsx'

/** A query that did not bring its data: in place, with what is safe and a way to try again. */
export function LoadFailed({ retry, code }: { retry?: () => void; code?: string }) {
  const { t } = useTranslation('ui')
  return (
    <Trouble
      failed={t('trouble.load')}
      safe={t('trouble.loadSafe')}
      todo={t('trouble.loadTodo')}
      {...(code === undefined ? {} : { code })}
      action={retry && <Button onClick={retry}>{t('trouble.retry')}</Button>}
    />
  )
}

export function Missing() {
  const { t } = useTranslation('ui')
  return <Trouble failed={t('trouble.missing')} safe={t('trouble.missingSafe')} todo={t('trouble.missingTodo')} code="NOT_FOUND" />
}

/** An act that was refused or not answered. Nothing typed is lost; the page keeps it. */
export function ActFailed({ failure, todo }: { failure: { kind: 'refused' | 'unreached' | 'broken'; code: string; message?: string } | null; todo?: ReactNode }) {
  const { t } = useTranslation('ui')
  if (failure === null) return null
  if (failure.kind === 'unreached') return <Trouble failed={t('trouble.unreached')} safe={t('trouble.unreachedSafe')} todo={t('trouble.unreachedTodo')} code={failure.code} />
  if (failure.kind === 'broken') return <Trouble failed={t('trouble.broken')} safe={t('trouble.unreachedSafe')} todo={t('trouble.brokenTodo')} code={failure.code} />
  return <Trouble failed={failure.message} safe={t('trouble.refusedSafe')} todo={todo ?? t('trouble.refusedTodo')} code={failure.code} />
}

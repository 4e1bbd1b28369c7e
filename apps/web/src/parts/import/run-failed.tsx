import { useTranslation } from 'react-i18next'
import { Trouble } from '../../ui/trouble.tsx'
import type { Trouble as Failed } from './import-run.ts'

const CURES = ['NO_HEADINGS', 'FORBIDDEN', 'NOT_FOUND', 'FILE_ENCRYPTED', 'CANCELLED', 'TOOK_TOO_LONG'] as const

/** A run that did not end well: what failed, that the ledger is untouched (or that pressing again is safe), what to do. */
export function RunFailed({ trouble }: { trouble: Failed }) {
  const { t } = useTranslation('import')
  const { t: word } = useTranslation('ui')
  const { failure, posting } = trouble
  const known = CURES.find((code) => code === failure.code)
  const refused = failure.kind === 'refused'
  const todo = known !== undefined ? t(`todo.${known}`) : refused ? t('failed.todo') : failure.kind === 'unreached' ? word('trouble.unreachedTodo') : t('failed.open')
  return (
    <Trouble
      failed={
        <>
          {t(posting ? 'failed.post' : 'failed.check')}
          {failure.message !== undefined && ` · ${failure.message}`}
          {failure.kind === 'unreached' && ` · ${word('trouble.unreached')}`}
        </>
      }
      safe={t(posting && failure.kind === 'unreached' ? 'failed.safeUnknown' : 'failed.safe')}
      todo={posting && failure.kind === 'unreached' ? t('failed.again') : todo}
      code={failure.code}
    />
  )
}

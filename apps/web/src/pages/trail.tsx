import { useQuery } from '@apollo/client/react'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { AuditTrailDocument, type AuditAction } from '../graphql/generated/graphql.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import { TrailTable } from '../parts/trail/trail-table.tsx'
import styles from '../parts/trail/trail.module.css'
import { LoadFailed } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Trouble } from '../ui/trouble.tsx'

const SIZE = 50
const ACTIONS: AuditAction[] = [
  'SIGNED_IN', 'SIGNED_OUT', 'SIGN_IN_FAILED', 'LOCKED_OUT', 'ACTIVATED', 'PASSWORD_CHANGED', 'UNIT_OPENED', 'UNIT_MOVED', 'USER_INVITED', 'INVITATION_RENEWED', 'ROLE_ASSIGNED', 'ACCOUNT_CLOSED', 'ACCOUNT_UNLOCKED', 'KEY_ISSUED', 'KEY_REVOKED',
]

/** What was done to units, accounts, sessions and keys. Filters and place stand in the address. */
export default function TrailPage() {
  const { t } = useTranslation('administration')
  const viewer = useViewer()
  if (!viewer.permissions.includes('TRAIL')) return <Trouble failed={t('forbidden.trail')} safe={t('refusedSafe')} todo={t('forbidden.todo')} code="FORBIDDEN" />
  return (
    <>
      <div className="title">
        <h1>{t('trail.title')}</h1>
        <span className="mu s">{`${viewer.unit.name} · ${t('trail.note')} · ${t('trail.size', { count: SIZE })}`}</span>
      </div>
      <Sheet>
        <Trail />
      </Sheet>
    </>
  )
}

function Trail() {
  const { t } = useTranslation('administration')
  const [params, setParams] = useSearchParams()
  const action = ACTIONS.find((each) => each === params.get('action')) ?? null
  const account = params.get('account')
  const [after, before] = [params.get('after'), params.get('before')]
  const { data, previousData, error, refetch } = useQuery(AuditTrailDocument, {
    variables: { ...(before === null ? { first: SIZE, after } : { last: SIZE, before }), action, account },
    fetchPolicy: 'cache-and-network',
  })
  const trail = (data ?? previousData)?.auditTrail
  function want(change: Record<string, string | null>) {
    const kept = new URLSearchParams()
    for (const [key, value] of Object.entries({ action, account, ...change })) if (value) kept.set(key, value)
    setParams(kept)
  }
  return (
    <>
      <div className={styles.filters}>
        <label>
          {t('trail.actionFilter')}
          <select value={action ?? ''} onChange={(event) => want({ action: event.target.value || null })}>
            <option value="">{t('trail.all')}</option>
            {ACTIONS.map((each) => (
              <option key={each} value={each}>
                {t(`action.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('trail.accountFilter')}
          <Input.Search key={account} allowClear defaultValue={account ?? ''} enterButton={t('trail.search')} onSearch={(text) => want({ account: text.trim() || null })} />
        </label>
      </div>
      {trail ? <TrailTable events={trail.nodes} onAccount={(each) => want({ account: each })} /> : error && <LoadFailed retry={() => void refetch()} />}
      <div className={styles.pages}>
        <Button disabled={after === null && before === null} onClick={() => want({})}>
          {t('trail.first')}
        </Button>
        <Button disabled={!trail?.pageInfo.hasPreviousPage || !trail.pageInfo.startCursor} onClick={() => want({ before: trail!.pageInfo.startCursor! })}>
          {t('trail.newer')}
        </Button>
        <Button disabled={!trail?.pageInfo.hasNextPage || !trail.pageInfo.endCursor} onClick={() => want({ after: trail!.pageInfo.endCursor! })}>
          {t('trail.older')}
        </Button>
      </div>
    </>
  )
}

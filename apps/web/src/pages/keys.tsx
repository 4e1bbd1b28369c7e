import { useState } from 'react'
import { useApolloClient, useQuery } from '@apollo/client/react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAct } from '../graphql/act.ts'
import { ApiKeysDocument, RevokeApiKeyDocument, type ApiKeyFieldsFragment } from '../graphql/generated/graphql.ts'
import { useViewer } from '../parts/access/viewer.tsx'
import { ConfirmForm } from '../parts/keys/confirm-form.tsx'
import { IssueForm, type Issued } from '../parts/keys/issue-form.tsx'
import { KeyTable } from '../parts/keys/key-table.tsx'
import styles from '../parts/keys/panel.module.css'
import { SecretShown } from '../parts/keys/secret-shown.tsx'
import { useAddress } from '../parts/units/address.ts'
import { PageUnitChooser, usePageUnit } from '../parts/units/page-unit.tsx'
import { LoadFailed } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Trouble } from '../ui/trouble.tsx'

/** API keys of a unit: issued, shown once, revoked. */
export default function KeysPage() {
  const { t } = useTranslation('administration')
  const viewer = useViewer()
  const { unit } = useAddress()
  if (!viewer.permissions.includes('KEYS')) return <Trouble failed={t('forbidden.keys')} safe={t('refusedSafe')} todo={t('forbidden.todo')} code="FORBIDDEN" />
  return (
    <>
      <div className="title">
        <h1>{t('keys.title')}</h1>
        <span className="mu s">{t('keys.note')}</span>
      </div>
      <Keys key={unit} unit={unit} />
    </>
  )
}

function Keys({ unit }: { unit: string }) {
  const { t } = useTranslation('administration')
  const { cache } = useApolloClient()
  const { row } = usePageUnit()
  const { data, error, refetch } = useQuery(ApiKeysDocument, { variables: { unit } })
  const [issuing, setIssuing] = useState(false)
  const [issued, setIssued] = useState<Issued | null>(null)
  const [revoking, setRevoking] = useState<ApiKeyFieldsFragment | null>(null)
  const name = row?.unit.name ?? unit

  function keep(made: Issued) {
    cache.updateQuery({ query: ApiKeysDocument, variables: { unit } }, (before) => (before ? { ...before, apiKeys: [made.key, ...before.apiKeys] } : before))
    setIssued(made)
    setIssuing(false)
  }
  return (
    <>
      <div className={styles.top}>
        <PageUnitChooser page="keys" />
        <Button type="primary" disabled={issued !== null} onClick={() => setIssuing(true)}>
          {t('keys.issue')}
        </Button>
      </div>
      <div className={styles.page}>
        {issued && <SecretShown name={issued.key.name} secret={issued.secret} onClose={() => setIssued(null)} />}
        {issuing && (
          <Sheet>
            <IssueForm unit={unit} name={name} onDone={keep} onCancel={() => setIssuing(false)} />
          </Sheet>
        )}
        {revoking && (
          <Sheet>
            <Revoke key={revoking.id} apiKey={revoking} onDone={() => setRevoking(null)} />
          </Sheet>
        )}
        <Sheet title={name}>{data ? <KeyTable keys={data.apiKeys} onRevoke={setRevoking} /> : error && <LoadFailed retry={() => void refetch()} />}</Sheet>
      </div>
    </>
  )
}

function Revoke({ apiKey, onDone }: { apiKey: ApiKeyFieldsFragment; onDone: () => void }) {
  const { t } = useTranslation('administration')
  const { act, loading, failure } = useAct(RevokeApiKeyDocument)
  async function save() {
    if (await act({ id: apiKey.id })) onDone()
  }
  return <ConfirmForm title={t('keys.revokeTitle', { name: apiKey.name })} note={t('keys.revokeNote')} save={t('keys.revokeSave')} loading={loading} failure={failure} onSave={() => void save()} onCancel={onDone} />
}

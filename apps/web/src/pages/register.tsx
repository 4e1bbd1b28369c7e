import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { UnitHeadDocument } from '../graphql/generated/graphql.ts'
import { RegisterForm } from '../parts/ledger/register-form.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { Sheet } from '../ui/sheet.tsx'

export default function RegisterPage() {
  const { t } = useTranslation('ledger')
  const { unit, asOf } = useAddress()
  const navigate = useNavigate()
  const link = usePageLink()
  const { data } = useQuery(UnitHeadDocument, { variables: { unit } })
  return (
    <>
      <div className="title">
        <h1>{t('form.title')}</h1>
        <span className="mu s">{`${t('form.unit')} · ${data?.unit?.name ?? unit}`}</span>
      </div>
      <Sheet>{asOf === null ? <RegisterForm key={unit} unit={unit} onOpen={(id) => void navigate(link(`payable/${id}`))} /> : <p style={{ padding: 20 }}>{t('pay.readOnly')}</p>}</Sheet>
    </>
  )
}

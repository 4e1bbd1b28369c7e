import { useQuery } from '@apollo/client/react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { UnitHeadDocument } from '../graphql/generated/graphql.ts'
import { useCannot, useReaches } from '../parts/ledger/may-write.ts'
import { RegisterForm } from '../parts/ledger/register-form.tsx'
import { useAddress, usePageLink } from '../parts/units/address.ts'
import { Missing } from '../ui/failed.tsx'
import { Sheet } from '../ui/sheet.tsx'

export default function RegisterPage() {
  const { t } = useTranslation('ledger')
  const { unit } = useAddress()
  const navigate = useNavigate()
  const link = usePageLink()
  const cannot = useCannot(null)
  const reaches = useReaches()
  const { data } = useQuery(UnitHeadDocument, { variables: { unit } })
  if (data?.unit === null) return <Missing />
  const here = data?.unit
  const own = here && here.kind !== 'CITY' && here.kind !== 'COUNTY' && reaches(here) ? here.code : null
  return (
    <>
      <div className="title">
        <h1>{t('form.title')}</h1>
        <span className="mu s">{here?.name ?? ''}</span>
      </div>
      <Sheet>
        {cannot !== null && <p style={{ padding: 20 }}>{t(`cannot.${cannot}`)}</p>}
        {cannot === null && here && <RegisterForm key={unit} unit={unit} own={own} onOpen={(id) => void navigate(link(`payable/${id}`))} />}
      </Sheet>
    </>
  )
}

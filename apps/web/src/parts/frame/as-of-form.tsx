import { useState } from 'react'
import { Button, Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, dayAt, isDay, momentOf, momentText } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'
import { clockOf } from '../../ui/dates.ts'
import { useCampaign } from '../rollup/campaign.ts'
import { useAddress, useGo } from '../units/address.ts'
import styles from './as-of-form.module.css'

type Fields = { day: string; time: string; known: boolean }

/** Asks for a past moment, on either clock. */
export default function AsOfForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('frame')
  const { asOf, knownAt } = useAddress()
  const due = useCampaign()?.dailyDue ?? '17:00'
  const { toMoment } = useGo()
  const [form] = Form.useForm<Fields>()
  const [future, setFuture] = useState(false)
  const shown = asOf === null ? serverNow() : Date.parse(asOf)
  const today = dayAt(serverNow())

  function go(day: string, time: string, known: boolean) {
    if (!isDay(day) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time)) return
    const moment = momentOf(day, time)
    if (moment > serverNow()) return setFuture(true)
    const text = momentText(moment)
    toMoment(text, known ? text : null)
    onDone()
  }

  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      className={styles.form}
      initialValues={{ day: dayAt(shown), time: clockOf(shown, false), known: asOf === null || knownAt !== null }}
      onFinish={({ day, time, known }) => go(day, time, known)}
      onValuesChange={() => setFuture(false)}
    >
      <b>{t('asOf.title')}</b>
      <div className={styles.moment}>
        <Form.Item name="day" label={t('asOf.day')}>
          <Input type="date" max={today} />
        </Form.Item>
        <Form.Item name="time" label={t('asOf.time')} validateStatus={future ? 'error' : ''} help={future ? t('asOf.future') : undefined}>
          <Input type="time" />
        </Form.Item>
      </div>
      <Form.Item name="known" valuePropName="checked" extra={t('asOf.knownHint')}>
        <Checkbox>{t('asOf.known')}</Checkbox>
      </Form.Item>
      <div className={styles.row}>
        <Button type="primary" htmlType="submit">
          {t('asOf.ask')}
        </Button>
        <Button onClick={() => go(addDays(today, -1), due, true)}>{t('asOf.last17', { time: due })}</Button>
        <Button onClick={() => go(`${today.slice(0, 8)}01`, '00:00', true)}>{t('asOf.monthStart')}</Button>
      </div>
    </Form>
  )
}

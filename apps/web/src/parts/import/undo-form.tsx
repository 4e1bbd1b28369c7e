import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { useAct } from '../../graphql/act.ts'
import { UndoImportDocument } from '../../graphql/generated/graphql.ts'
import { ActFailed } from '../../ui/failed.tsx'
import styles from './receipt.module.css'

/** 撤销整批导入: a reason, and opposite entries for all of it. */
export function UndoForm({ importId, count, onDone, onCancel }: { importId: string; count: number; onDone: (said: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('import')
  const { t: word } = useTranslation('ui')
  const { act, loading, failure } = useAct(UndoImportDocument)
  async function save({ reason }: { reason: string }) {
    const data = await act({ importId, reason: reason.trim() })
    if (data?.undoImport.__typename !== 'ImportUndone') return
    onDone(t('receipt.undone', { count: data.undoImport.payables, amount: showMoney(fenOf(data.undoImport.amount)) }))
  }
  return (
    <Form<{ reason: string }> layout="vertical" requiredMark={false} className={styles.undo!} onFinish={(fields) => void save(fields)} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <b>{t('receipt.undoTitle')}</b>
      <span className="mu s">{t('receipt.undoNote', { count })}</span>
      <Form.Item name="reason" label={t('receipt.reason')} rules={[{ required: true, whitespace: true, message: t('receipt.reasonNeeded') }]}>
        <Input autoFocus maxLength={500} />
      </Form.Item>
      <ActFailed failure={failure} />
      <div className={styles.buttons}>
        <Button type="primary" danger htmlType="submit" loading={loading}>
          {t('receipt.undo')}
        </Button>
        <Button onClick={onCancel}>{word('list.cancel')}</Button>
      </div>
    </Form>
  )
}

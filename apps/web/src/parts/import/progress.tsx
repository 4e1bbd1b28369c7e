import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../ui/sheet.tsx'
import { StateShape } from '../../ui/state-word.tsx'
import type { Step } from './import-run.ts'
import styles from './progress.module.css'

const STAGES = ['sending', 'reading', 'checking', 'posting'] as const
type Stage = (typeof STAGES)[number]
const WORD = { sending: 'run.sending', reading: 'run.reading', checking: 'run.checkingStage', posting: 'run.postingStage' } as const
const whole = (count: number) => count.toLocaleString('en-US')

/** What is being done to the file, stage by stage in figures, and the way to stop it. */
export function RunProgress({ step, name, onCancel }: { step: Extract<Step, { at: 'running' }>; name: string; onCancel: () => void }) {
  const { t } = useTranslation('import')
  const dry = step.mode === 'dryRun'
  const stages = dry ? STAGES.slice(0, 3) : STAGES
  const now = STAGES.indexOf(step.progress.stage as Stage)
  const { done, total } = step.progress
  const figures: Record<Stage, string> = {
    sending: t('run.sent', { part: done }),
    reading: t('run.read', { done: whole(done) }),
    checking: t('run.checked', { done: whole(done), total: whole(total ?? 0) }),
    posting: t('run.rows', { total: whole(total ?? 0) }),
  }
  return (
    <Sheet title={t(dry ? 'run.checking' : 'run.posting', { name })}>
      <ol className={styles.stages} aria-live="polite" aria-busy="true">
        {stages.map((stage, index) => (
          <li key={stage} className={index < now ? styles.done : index === now ? styles.now : styles.later}>
            <StateShape state={index < now ? 'settled' : index === now ? 'late' : 'none'} />
            <span>{t(WORD[stage])}</span>
            <b>{index === now ? figures[stage] : index > now ? t('run.wait') : ''}</b>
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <Button onClick={onCancel} disabled={step.cancelling || step.progress.stage === 'posting'}>
          {t(step.cancelling ? 'run.cancelling' : 'run.cancel')}
        </Button>
        <span className="mu s" role="status">
          {step.lost ? t('run.lost') : t(dry ? 'run.dry' : 'run.write')}
        </span>
      </div>
    </Sheet>
  )
}

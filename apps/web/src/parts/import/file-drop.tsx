import { useRef, useState, type DragEvent } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Trouble } from '../../ui/trouble.tsx'
import styles from './file-drop.module.css'

const KINDS = /\.(xlsx|xls|csv|txt)$/i
const ACCEPT = '.xlsx,.xls,.csv,.txt'
const MOST = 20 * 1024 * 1024

type Bad = { why: 'kind' | 'size'; name: string }

/** Takes one file: dropped, or chosen by mouse or keyboard. What cannot be read is said before anything is sent. */
export function FileDrop({ onFile, small = false }: { onFile: (file: File) => void; small?: boolean }) {
  const { t } = useTranslation('import')
  const input = useRef<HTMLInputElement>(null)
  const depth = useRef(0)
  const [over, setOver] = useState(false)
  const [bad, setBad] = useState<Bad | null>(null)
  const [several, setSeveral] = useState<string | null>(null)

  function take(files: FileList | null) {
    const file = files?.[0]
    if (file === undefined) return
    setSeveral(files!.length > 1 ? file.name : null)
    const why = !KINDS.test(file.name) ? 'kind' : file.size > MOST ? 'size' : null
    setBad(why === null ? null : { why, name: file.name })
    if (why === null) onFile(file)
  }

  const drag = (step: number) => (event: DragEvent) => {
    event.preventDefault()
    depth.current = Math.max(0, depth.current + step)
    setOver(depth.current > 0)
  }

  return (
    <>
      <div
        className={`${styles.drop} ${over ? styles.over : ''} ${small ? styles.small : ''}`}
        onDragEnter={drag(1)}
        onDragLeave={drag(-1)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          depth.current = 0
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        {!small && <b className={styles.title}>{t(over ? 'drop.active' : 'drop.title')}</b>}
        <Button type={small ? 'default' : 'primary'} size={small ? 'middle' : 'large'} onClick={() => input.current?.click()}>
          {t(small ? 'accept.other' : 'drop.choose')}
        </Button>
        {!small && <span className="mu s">{t('drop.kinds')}</span>}
        <input
          ref={input}
          type="file"
          accept={ACCEPT}
          className="hidden"
          tabIndex={-1}
          aria-label={t('drop.choose')}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </div>
      {several !== null && <p className="mu s" role="status">{t('drop.several', { name: several })}</p>}
      {bad && <Trouble failed={t(`bad.${bad.why}`, { name: bad.name })} safe={t('failed.safe')} todo={t(`bad.${bad.why}Todo`)} />}
    </>
  )
}

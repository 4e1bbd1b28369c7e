import { useMutation } from '@apollo/client/react'
import { Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { useState } from 'react'
import { forgetAll } from '../../graphql/client.ts'
import { SignOutDocument } from '../../graphql/generated/graphql.ts'
import { setSession } from '../../graphql/session.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { MoneyUnitSwitch } from '../../ui/money.tsx'
import { managesOnly, useViewer } from '../access/viewer.tsx'
import { AsOfChip } from './as-of.tsx'
import { DarkSwitch, LanguageSwitch, LargeSwitch } from './switches.tsx'
import styles from './user-menu.module.css'

/** Who is signed in, and the way out. On phones also what the bar has no room for. */
export function UserMenu() {
  const { t } = useTranslation('frame')
  const { t: word } = useTranslation('ui')
  const viewer = useViewer()
  const [signOut, { loading }] = useMutation(SignOutDocument)
  const [unreached, setUnreached] = useState(false)

  async function leave(everywhere: boolean) {
    setUnreached(false)
    try {
      await signOut({ variables: { everywhere } })
    } catch {
      setUnreached(true)
      return
    }
    setSession('out')
    await forgetAll()
  }

  const content = (
    <div className={styles.menu}>
      <b>{viewer.name}</b>
      <span className="mu s">{`${viewer.unit.name} · ${word(`role.${viewer.role}`)}`}</span>
      <span className="mu s">{t('user.account', { account: viewer.account })}</span>
      <div className={styles.phone}>
        {!managesOnly(viewer) && <AsOfChip />}
        {!managesOnly(viewer) && <MoneyUnitSwitch />}
        <div>
          <LargeSwitch /> <LanguageSwitch /> <DarkSwitch />
        </div>
      </div>
      {unreached && <ActFailed failure={{ kind: 'unreached', code: 'UNREACHED' }} />}
      <Button block loading={loading} onClick={() => void leave(false)}>
        {t('user.signOut')}
      </Button>
      <Button block type="text" disabled={loading} onClick={() => void leave(true)}>
        {t('user.everywhere')}
      </Button>
    </div>
  )
  return (
    <Popover content={content} trigger="click" placement="bottomRight" arrow={false}>
      <button type="button" className={styles.face} aria-haspopup="dialog" aria-label={`${t('user.menu')} ${viewer.name}`}>
        {[...viewer.name][0]}
      </button>
    </Popover>
  )
}

import { useState } from 'react'
import { useApolloClient, useMutation } from '@apollo/client/react'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { passwordFault } from '@qingqian/rules/password'
import { forgetAll } from '../../graphql/client.ts'
import { ActivateAccountDocument, ViewerDocument } from '../../graphql/generated/graphql.ts'
import { setSession } from '../../graphql/session.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import styles from './activate-form.module.css'

type Fields = { account: string; code: string; password: string; again: string }
type Problem = { code: string; message?: string; reached: boolean }

/** What a new password still lacks. */
function lacking(password: string, account: string): ('length' | 'kinds' | 'named')[] {
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{Lu}\p{Ll}\p{N}\s]/u].filter((kind) => kind.test(password)).length
  const named = account.length >= 3 && password.toLowerCase().includes(account.toLowerCase())
  return [...([...password].length < 10 ? (['length'] as const) : []), ...(kinds < 3 ? (['kinds'] as const) : []), ...(named ? (['named'] as const) : [])]
}

/** Account and code from the printed sheet (or its QR code), and a password of one's own. Signs in. */
export function ActivateForm({ account, code, onDone }: { account: string; code: string; onDone: () => void }) {
  const { t } = useTranslation('administration')
  const client = useApolloClient()
  const [activate, { loading }] = useMutation(ActivateAccountDocument)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(fields: Fields) {
    setProblem(null)
    try {
      await forgetAll()
      const { data } = await activate({ variables: { account: fields.account.trim(), activationCode: fields.code.trim(), password: fields.password } })
      if (data?.activateAccount.__typename !== 'Session') {
        const refused = data?.activateAccount
        return setProblem({ code: refused?.code ?? 'INTERNAL', message: refused?.message ?? t('activate.failed'), reached: true })
      }
      client.writeQuery({ query: ViewerDocument, data: { viewer: data.activateAccount.viewer } })
      setSession('in')
      onDone()
    } catch {
      setProblem({ code: 'UNREACHED', reached: false })
    }
  }
  const needed = { required: true, whitespace: true, message: t('fault.required') }
  return (
    <Form<Fields> layout="vertical" requiredMark={false} size="large" className={styles.form!} initialValues={{ account, code }} onFinish={(fields) => void submit(fields)}>
      <Form.Item name="account" label={t('activate.account')} rules={[needed]}>
        <Input autoComplete="username" autoFocus={account === ''} />
      </Form.Item>
      <Form.Item name="code" label={t('activate.code')} rules={[needed]}>
        <Input autoComplete="one-time-code" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('activate.password')}
        extra={t('activate.rule')}
        validateTrigger="onBlur"
        rules={[({ getFieldValue }) => ({
          validator: (_, password: string | undefined) => {
            const name = (getFieldValue('account') as string).trim()
            if (passwordFault(password ?? '', name) === null) return Promise.resolve()
            return Promise.reject(new Error(t('activate.weak', { missing: lacking(password ?? '', name).map((each) => t(`activate.${each}`)).join(' · ') })))
          },
        })]}
      >
        <Input.Password autoComplete="new-password" autoFocus={account !== ''} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('activate.again')}
        dependencies={['password']}
        validateTrigger="onBlur"
        rules={[({ getFieldValue }) => ({ validator: (_, again: string | undefined) => (again === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('activate.differ')))) })]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {problem?.reached && <Trouble failed={problem.message} safe={t('activate.failedSafe')} todo={t(problem.code === 'PASSWORD_TOO_WEAK' ? 'activate.weakTodo' : 'activate.failedTodo')} code={problem.code} />}
      {problem && !problem.reached && <ActFailed failure={{ kind: 'unreached', code: problem.code }} />}
      <Button type="primary" htmlType="submit" block loading={loading} className={styles.button!}>
        {t('activate.submit')}
      </Button>
    </Form>
  )
}

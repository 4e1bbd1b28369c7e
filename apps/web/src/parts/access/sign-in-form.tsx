import { useState } from 'react'
import { useMutation, useApolloClient } from '@apollo/client/react'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { forgetAll } from '../../graphql/client.ts'
import { SignInDocument, ViewerDocument } from '../../graphql/generated/graphql.ts'
import { setSession } from '../../graphql/session.ts'
import { ActFailed } from '../../ui/failed.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import styles from './sign-in-form.module.css'

type Fields = { account: string; password: string }
type Problem = { code: string; message?: string; reached: boolean }

export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('access')
  const client = useApolloClient()
  const [signIn, { loading }] = useMutation(SignInDocument)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(fields: Fields) {
    setProblem(null)
    try {
      await forgetAll()
      const { data } = await signIn({ variables: { account: fields.account.trim(), password: fields.password } })
      if (data?.signIn.__typename !== 'Session') {
        setProblem({ code: data?.signIn.code ?? 'INTERNAL', message: data?.signIn.message ?? t('failed'), reached: true })
        return
      }
      client.writeQuery({ query: ViewerDocument, data: { viewer: data.signIn.viewer } })
      setSession('in')
      onDone()
    } catch {
      setProblem({ code: 'UNREACHED', reached: false })
    }
  }

  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => void submit(fields)} className={styles.form} size="large">
      <Form.Item name="account" label={t('account')} rules={[{ required: true, whitespace: true, message: t('needAccount') }]}>
        <Input autoComplete="username" autoFocus placeholder={t('accountExample')} />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('needPassword') }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {problem?.reached && (
        <Trouble
          failed={problem.message}
          safe={t('failedSafe')}
          todo={t(problem.code === 'LOCKED_OUT' ? 'lockedTodo' : 'failedTodo')}
          code={problem.code}
        />
      )}
      {problem && !problem.reached && <ActFailed failure={{ kind: 'unreached', code: problem.code }} />}
      <Button type="primary" htmlType="submit" block loading={loading} className={styles.button!}>
        {t('submit')}
      </Button>
    </Form>
  )
}

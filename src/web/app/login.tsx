import { Alert, Button, Card, CardBody, Content, Form, FormGroup, TextInput, Title } from '@patternfly/react-core'
import { type FormEvent, useState } from 'react'
import { Commands } from '../parts/commands.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import { shellText } from '../text/shell.ts'
import { useText } from '../text/use-text.ts'
import { Mark } from './mark.tsx'

type Enter = (token: string) => Promise<void>

/** For whoever came without a login link, or with one that is used up. */
export function Login({ refusal, enter }: { readonly refusal: unknown; readonly enter: Enter }) {
  const text = useText(shellText).login
  return (
    <main className="app-login">
      <Card className="app-login-card">
        <CardBody>
          <div className="app-login-mark">
            <Mark />
            <Title headingLevel="h1">{text.title}</Title>
          </div>
          {refusal !== undefined && (
            <Alert component="p" isInline variant="warning" title={text.linkUsed} className="app-gap">
              <FaultText error={refusal} />
            </Alert>
          )}
          <Content component="p">{text.byLink}</Content>
          <Commands commands={['stroj web']} />
          <Content component="p" className="app-gap">
            {text.byToken}
          </Content>
          <TokenForm enter={enter} />
        </CardBody>
      </Card>
    </main>
  )
}

function TokenForm({ enter }: { readonly enter: Enter }) {
  const text = useText(shellText).login
  const [token, setToken] = useState('')
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    enter(token.trim()).catch((reason: unknown) => {
      setError(reason)
      setBusy(false)
    })
  }
  return (
    <Form onSubmit={submit}>
      <FormGroup label={text.token} fieldId="token">
        <TextInput
          id="token"
          type="password"
          autoComplete="off"
          value={token}
          onChange={(_, value) => setToken(value)}
          validated={error === undefined ? 'default' : 'error'}
        />
      </FormGroup>
      {error !== undefined && (
        <Alert component="p" isInline variant="danger" title={text.refused}>
          <FaultText error={error} />
        </Alert>
      )}
      <Button type="submit" variant="primary" isBlock isDisabled={token.trim() === ''} isLoading={busy}>
        {text.enter}
      </Button>
    </Form>
  )
}

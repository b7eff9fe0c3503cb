import { Button, Card, CardBody, CardTitle } from '@patternfly/react-core'
import { useSession } from '../app/session-gate.tsx'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Moment } from '../parts/time.tsx'
import { settingsText } from '../text/settings.ts'
import { useText } from '../text/use-text.ts'

export function SessionCard() {
  const text = useText(settingsText)
  const daemon = useDaemon()
  const { role, expiresAt } = useSession()
  const { perform, busy } = usePerform()
  const leave = async () => {
    const done = await perform(() => daemon.deleteSession())
    // Everything that was read has to go, not only what is shown.
    if (done) location.reload()
  }
  return (
    <Card>
      <CardTitle component="h2">{text.session}</CardTitle>
      <CardBody>
        <p>{text.role[role]}</p>
        {expiresAt !== null && (
          <p className="app-hint">
            {text.endsAt} <Moment at={expiresAt} />
          </p>
        )}
        <Button variant="secondary" className="app-gap" isLoading={busy} onClick={() => void leave()}>
          {text.signOut}
        </Button>
      </CardBody>
    </Card>
  )
}

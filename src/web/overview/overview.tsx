import { Card, CardBody, CardTitle } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { everyInstance, read } from '../data/read.ts'
import { useUsage } from '../data/use-usage.ts'
import { RunningOperations } from '../operation/running-operations.tsx'
import { Answer } from '../parts/answer.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Screen } from '../parts/screen.tsx'
import { instanceText } from '../text/instance.ts'
import { overviewText } from '../text/overview.ts'
import { useText } from '../text/use-text.ts'
import { useSession } from '../app/session-gate.tsx'
import { Attention } from './attention.tsx'
import { DaemonCard } from './daemon-card.tsx'
import { HostCard } from './host-card.tsx'
import { Tally } from './tally.tsx'

/** What runs, what needs a person, and how the host bears it. */
export function Overview() {
  const text = useText(overviewText)
  const { create } = useText(instanceText)
  const daemon = useDaemon()
  const { role } = useSession()
  const instances = useQuery(read.instances(daemon, everyInstance))
  const host = useQuery(read.host(daemon))
  const usage = useUsage()
  return (
    <Screen title={text.title} actions={role === 'full' && <LinkButton to="/create">{create}</LinkButton>}>
      <div className="app-columns">
        <div>
          <Card>
            <CardTitle component="h2">{text.instances}</CardTitle>
            <CardBody>
              <Answer of={instances}>{(rows) => <Tally rows={rows} />}</Answer>
            </CardBody>
          </Card>
          <Card>
            <CardTitle component="h2">{text.host}</CardTitle>
            <CardBody>
              <Answer of={host}>
                {(report) => <HostCard report={report} rows={instances.data ?? []} usage={usage} />}
              </Answer>
            </CardBody>
          </Card>
        </div>
        <div>
          <Card>
            <CardTitle component="h2">{text.attention}</CardTitle>
            <CardBody>
              <Answer of={instances}>{(rows) => <Attention rows={rows} checks={host.data?.checks ?? []} />}</Answer>
            </CardBody>
          </Card>
          <Card>
            <CardTitle component="h2">{text.operations}</CardTitle>
            <CardBody>
              <RunningOperations nothing={text.noOperations} />
            </CardBody>
          </Card>
          <DaemonCard />
        </div>
      </div>
    </Screen>
  )
}

import { Card, CardBody, CardTitle } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { Moment } from '../parts/time.tsx'
import { overviewText } from '../text/overview.ts'
import { useText } from '../text/use-text.ts'

export function DaemonCard() {
  const text = useText(overviewText)
  const { bytesText } = useNumbers()
  const daemon = useDaemon()
  return (
    <Card>
      <CardTitle component="h2">{text.daemon}</CardTitle>
      <CardBody>
        <Answer of={useQuery(read.daemon(daemon))}>
          {({ version, mode, startedAt, memoryBytes }) => (
            <>
              <p>
                {text.version(version)} · {text[mode]}
              </p>
              <p className="app-hint">
                {text.since} <Moment at={startedAt} /> · {bytesText(memoryBytes)}
              </p>
            </>
          )}
        </Answer>
      </CardBody>
    </Card>
  )
}

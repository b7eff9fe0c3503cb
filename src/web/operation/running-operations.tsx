import { List, ListItem } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { OperationProgress } from './operation-progress.tsx'

/** What is being done now, with its progress: all of it, or what is done with one kind of thing. */
export function RunningOperations({
  nothing,
  noun,
}: {
  /** What is said when nothing is; nothing by default. */
  readonly nothing?: string
  readonly noun?: 'image' | 'volume'
}) {
  const daemon = useDaemon()
  const answer = useQuery(read.operations(daemon))
  if (nothing === undefined && answer.data === undefined) return null
  return (
    <Answer of={answer}>
      {({ items }) => {
        const running = items.filter(
          ({ state, kind }) => state === 'running' && (noun === undefined || kind.startsWith(`${noun}.`)),
        )
        if (running.length === 0) return nothing === undefined ? null : <p>{nothing}</p>
        return (
          <List isPlain>
            {running.map((operation) => (
              <ListItem key={operation.id}>
                <OperationProgress operation={operation} />
              </ListItem>
            ))}
          </List>
        )
      }}
    </Answer>
  )
}

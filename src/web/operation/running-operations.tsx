import { List, ListItem } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { OperationProgress } from './operation-progress.tsx'

/** What is being done now, with its progress. */
export function RunningOperations({ nothing }: { readonly nothing: string }) {
  const daemon = useDaemon()
  return (
    <Answer of={useQuery(read.operations(daemon))}>
      {({ items }) => {
        const running = items.filter(({ state }) => state === 'running')
        if (running.length === 0) return <p>{nothing}</p>
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

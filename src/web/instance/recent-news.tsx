import { Card, CardBody, CardTitle, List, ListItem } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Operation } from '../../model/operation.ts'
import type { NumberedEvent } from '../../sdk/client.ts'
import { useDaemon } from '../data/daemon.ts'
import { useHappened } from '../data/happened.ts'
import { read } from '../data/read.ts'
import { OperationProgress } from '../operation/operation-progress.tsx'
import { OperationState } from '../operation/operation-state.tsx'
import { Ago } from '../parts/time.tsx'
import { ProblemText } from '../parts/problem-text.tsx'
import { instanceText } from '../text/instance.ts'
import { operationText } from '../text/operation.ts'
import { useSaid, useText } from '../text/use-text.ts'

const mostShown = 12

type Item = { readonly at: string; readonly id: string; readonly node: ReactNode }

/** Operations on an instance, and what happened to it while the app was open; newest first. */
export function RecentNews({ name }: { readonly name: string }) {
  const { page } = useText(instanceText)
  const daemon = useDaemon()
  const operations = useQuery(read.operations(daemon)).data?.items ?? []
  const events = useHappened()
  const items: readonly Item[] = [
    ...operations
      .filter(({ target, kind }) => target === name && kind.startsWith('instance.'))
      .map((operation) => ({
        at: operation.createdAt,
        id: operation.id,
        node: <OperationItem operation={operation} />,
      })),
    ...events
      .filter(({ subject, kind }) => subject === name && kind.startsWith('instance.'))
      .map((event) => ({ at: event.at, id: event.id, node: <EventItem event={event} /> })),
  ].toSorted((one, other) => (one.at > other.at ? -1 : 1))
  return (
    <Card>
      <CardTitle component="h2">{page.news}</CardTitle>
      <CardBody>
        {items.length === 0 ? (
          <p>{page.noNews}</p>
        ) : (
          <List isPlain>
            {items.slice(0, mostShown).map(({ id, at, node }) => (
              <ListItem key={id}>
                <div className="app-news">
                  {node}
                  <span className="app-hint">
                    <Ago at={at} />
                  </span>
                </div>
              </ListItem>
            ))}
          </List>
        )}
      </CardBody>
    </Card>
  )
}

function OperationItem({ operation }: { readonly operation: Operation }) {
  const text = useText(operationText)
  if (operation.state === 'running') return <OperationProgress operation={operation} />
  return (
    <span>
      {text.kind[operation.kind]} <OperationState state={operation.state} />
      {operation.problem && (
        <p className="app-hint">
          <ProblemText problem={operation.problem} />
        </p>
      )}
    </span>
  )
}

function EventItem({ event: { kind, details } }: { readonly event: NumberedEvent }) {
  const text = useText(instanceText)
  const say = useSaid()
  const { page, state } = text
  const words = page.event[kind as keyof typeof page.event] ?? kind
  const now = state[details['state'] as keyof typeof state]
  const reason = details['reason']
  return (
    <span>
      {words}
      {now !== undefined && `: ${now}`}
      {typeof reason === 'string' && <p className="app-hint">{say(reason)}</p>}
    </span>
  )
}

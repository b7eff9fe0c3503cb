import { ListIcon } from '@patternfly/react-icons/dist/esm/icons/list-icon'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import type { Operation } from '../../model/operation.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { ProblemText } from '../parts/problem-text.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { Ago } from '../parts/time.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { operationText } from '../text/operation.ts'
import { useText } from '../text/use-text.ts'
import { OperationProgress } from './operation-progress.tsx'
import { OperationState } from './operation-state.tsx'

/** Whatever took longer than a moment, newest first. */
export function Operations() {
  const text = useText(operationText)
  const daemon = useDaemon()
  const answer = useQuery(read.operations(daemon))
  return (
    <Screen title={text.title} lead={answer.data && text.count(answer.data.items.length)}>
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={text.none} icon={ListIcon}>
              {text.noneMeaning}
            </Nothing>
          ) : (
            <OperationTable operations={items} />
          )
        }
      </Answer>
    </Screen>
  )
}

function OperationTable({ operations }: { readonly operations: readonly Operation[] }) {
  const text = useText(operationText)
  const { secondsText } = useNumbers()
  return (
    <Table variant="compact" aria-label={text.title} gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          <Th>{text.what}</Th>
          <Th>{text.target}</Th>
          <Th>{text.stateName}</Th>
          <Th>{text.begun}</Th>
          <Th>{text.took}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {operations.map((operation) => (
          <Tr key={operation.id}>
            <Td dataLabel={text.what}>{text.kind[operation.kind]}</Td>
            <Td dataLabel={text.target}>{operation.target}</Td>
            <Td dataLabel={text.stateName}>
              <Outcome operation={operation} />
            </Td>
            <Td dataLabel={text.begun}>
              <Ago at={operation.createdAt} />
            </Td>
            <Td dataLabel={text.took}>{operation.endedAt !== null && secondsText(lastedMs(operation))}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function Outcome({ operation }: { readonly operation: Operation }) {
  if (operation.state === 'running') return <OperationProgress operation={operation} />
  const { problem, notes } = operation
  return (
    <>
      <OperationState state={operation.state} />
      {problem && (
        <p className="app-hint">
          <ProblemText problem={problem} />
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="app-hint">
          {note}
        </p>
      ))}
    </>
  )
}

function lastedMs({ createdAt, endedAt }: Operation): number {
  return Date.parse(endedAt ?? createdAt) - Date.parse(createdAt)
}

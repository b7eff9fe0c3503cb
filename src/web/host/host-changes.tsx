import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { hostText } from '../text/host.ts'
import { useText } from '../text/use-text.ts'

/** What stroj can change on the host, where each stands, and the command that does it. */
export function HostChanges() {
  const text = useText(hostText)
  const daemon = useDaemon()
  return (
    <Answer of={useQuery(read.hostChanges(daemon))}>
      {({ changes }) => (
        <Table variant="compact" aria-label={text.changes} gridBreakPoint="grid-md">
          <Thead>
            <Tr>
              <Th>{text.change}</Th>
              <Th>{text.where}</Th>
              <Th>{text.fix}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {changes.map(({ name, title, state, reason }) => (
              <Tr key={name}>
                <Td dataLabel={text.change}>{title}</Td>
                <Td dataLabel={text.where}>
                  {text.state[state]}
                  {reason !== null && <div className="app-hint">{reason}</div>}
                </Td>
                <Td dataLabel={text.fix}>
                  {(state === 'needed' || state === 'instructions') && <code>{text.byCommand(name)}</code>}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Answer>
  )
}

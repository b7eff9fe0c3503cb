import { Alert } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { PendingChange } from '../../model/instance.ts'
import type { Numbers } from '../parts/numbers.ts'
import { useNumbers } from '../parts/use-numbers.ts'
import { instanceText } from '../text/instance.ts'
import { useSaid, useText } from '../text/use-text.ts'

/** What was changed while it runs, and is not yet true. */
export function PendingChanges({ pending }: { readonly pending: readonly PendingChange[] }) {
  const { page } = useText(instanceText)
  const say = useSaid()
  const { bytesText } = useNumbers()
  return (
    <Alert component="p" isInline variant="info" title={page.pendingTitle(pending.length)} className="app-gap">
      <Table variant="compact" borders={false} aria-label={page.pendingTitle(pending.length)} gridBreakPoint="">
        <Thead>
          <Tr>
            <Th>{page.pendingKey}</Th>
            <Th>{page.pendingNow}</Th>
            <Th>{page.pendingThen}</Th>
            <Th>{page.pendingReason}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {pending.map(({ key, current, wanted, reason }) => (
            <Tr key={key}>
              <Td>
                <code>{key}</code>
              </Td>
              <Td>{textOf(key, current, bytesText)}</Td>
              <Td>{textOf(key, wanted, bytesText)}</Td>
              <Td>{say(reason)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Alert>
  )
}

const sizes: ReadonlySet<string> = new Set(['memory', 'disk'])

function textOf(key: string, value: unknown, bytesText: Numbers['bytesText']): string {
  if (typeof value === 'number' && sizes.has(key)) return bytesText(value)
  // Processors of which only the number is said.
  if (isMapping(value) && Object.keys(value).join() === 'count') return String(value['count'])
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

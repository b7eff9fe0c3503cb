import { Card, CardBody, CardTitle } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { bytesText } from '../parts/numbers.ts'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'

/** Where volumes lie, and what is left there. */
export function Pools() {
  const text = useText(storeText)
  const daemon = useDaemon()
  return (
    <Card className="app-gap">
      <CardTitle component="h2">{text.pools}</CardTitle>
      <CardBody>
        <Answer of={useQuery(read.pools(daemon))}>
          {({ items }) => (
            <Table variant="compact" aria-label={text.pools} gridBreakPoint="grid-md">
              <Thead>
                <Tr>
                  <Th>{text.name}</Th>
                  <Th>{text.place}</Th>
                  <Th>{text.volumes}</Th>
                  <Th>{text.free}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {items.map(({ name, place, volumes, freeBytes, problem }) => (
                  <Tr key={name}>
                    <Td dataLabel={text.name}>{name}</Td>
                    <Td dataLabel={text.place} className="app-mono">
                      {place.path}
                    </Td>
                    <Td dataLabel={text.volumes}>{volumes}</Td>
                    <Td dataLabel={text.free}>{problem ?? (freeBytes === null ? '–' : bytesText(freeBytes))}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Answer>
      </CardBody>
    </Card>
  )
}

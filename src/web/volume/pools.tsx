import { Card, CardBody, CardHeader, CardTitle } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { defaultPool } from '../../model/pool.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import { PoolQuestion, type PoolWish } from './pool-question.tsx'

/** Where volumes lie, and what is left there. */
export function Pools() {
  const text = useText(storeText)
  const { bytesText } = useNumbers()
  const words = useText(volumeText)
  const daemon = useDaemon()
  const [wish, setWish] = useState<PoolWish>()
  return (
    <Card className="app-gap">
      <CardHeader actions={{ actions: <ActButton onClick={() => setWish('new')}>{words.createPool}</ActButton> }}>
        <CardTitle component="h2">{text.pools}</CardTitle>
      </CardHeader>
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
                  <Th screenReaderText={text.actions} />
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
                    <Td isActionCell>
                      {name !== defaultPool && (
                        <RowMenu
                          of={name}
                          entries={[{ name: words.deletePool, isDanger: true, onChoose: () => setWish({ name }) }]}
                        />
                      )}
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Answer>
        {wish !== undefined && <PoolQuestion wish={wish} close={() => setWish(undefined)} />}
      </CardBody>
    </Card>
  )
}

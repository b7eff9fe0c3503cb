import { Label, Tooltip } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import type { Volume } from '../../model/volume.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { bytesText } from '../parts/numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { UsedBy } from '../parts/used-by.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { VolumeQuestion, type VolumeWish } from './volume-question.tsx'

export function VolumeTable({ volumes }: { readonly volumes: readonly Volume[] }) {
  const text = useText(storeText)
  const [wish, setWish] = useState<VolumeWish>()
  return (
    <>
      <Table variant="compact" aria-label={text.volumes} gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th>{text.name}</Th>
            <Th>{text.size}</Th>
            <Th>{text.onHost}</Th>
            <Th>{text.format}</Th>
            <Th>{text.pool}</Th>
            <Th>{text.usedBy}</Th>
            <Th screenReaderText={text.actions} />
          </Tr>
        </Thead>
        <Tbody>
          {volumes.map((volume) => (
            <Tr key={volume.id}>
              <Td dataLabel={text.name}>
                <strong>{volume.name}</strong> <Trouble volume={volume} />
                {volume.standsOn !== null && <div className="app-hint">{text.standsOn(volume.standsOn)}</div>}
              </Td>
              <Td dataLabel={text.size}>{volume.sizeBytes === null ? '–' : bytesText(volume.sizeBytes)}</Td>
              <Td dataLabel={text.onHost}>{volume.allocatedBytes === null ? '–' : bytesText(volume.allocatedBytes)}</Td>
              <Td dataLabel={text.format}>{volume.format}</Td>
              <Td dataLabel={text.pool}>{volume.pool}</Td>
              <Td dataLabel={text.usedBy}>
                <UsedBy instances={volume.usedBy.map(({ instance }) => instance)} />
              </Td>
              <Td isActionCell>
                <VolumeMenu volume={volume} ask={setWish} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {wish && <VolumeQuestion wish={wish} close={() => setWish(undefined)} />}
    </>
  )
}

function Trouble({ volume: { problem } }: { readonly volume: Volume }) {
  const text = useText(storeText)
  if (problem === null) return null
  return (
    <Tooltip content={problem}>
      <Label color="red" isCompact tabIndex={0}>
        {text.problem}
      </Label>
    </Tooltip>
  )
}

function VolumeMenu({ volume, ask }: { readonly volume: Volume; readonly ask: (wish: VolumeWish) => void }) {
  const text = useText(storeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const { name } = volume
  return (
    <RowMenu
      of={name}
      entries={[
        ...(['grow', 'clone', 'rename', 'export'] as const).map((kind) => ({
          name: text[kind],
          onChoose: () => ask({ kind, volume }),
        })),
        { name: text.compact, onChoose: () => void perform(() => daemon.compactVolume(name)) },
        { name: text.check, onChoose: () => void perform(() => daemon.checkVolume(name)) },
        { name: text.delete, isDanger: true, onChoose: () => ask({ kind: 'delete', volume }) },
      ]}
    />
  )
}

import { Label, Tooltip } from '@patternfly/react-core'
import { LockIcon } from '@patternfly/react-icons/dist/esm/icons/lock-icon'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import type { Volume } from '../../model/volume.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { UsedBy } from '../parts/used-by.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import { VolumeQuestion, type VolumeWish } from './volume-question.tsx'

export function VolumeTable({ volumes }: { readonly volumes: readonly Volume[] }) {
  const text = useText(storeText)
  const { bytesText } = useNumbers()
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
                <strong>{volume.name}</strong> <Encryption volume={volume} /> <Trouble volume={volume} />
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

function Encryption({ volume: { encryption } }: { readonly volume: Volume }) {
  const text = useText(volumeText)
  if (encryption === 'none') return null
  const isLocked = encryption === 'locked'
  return (
    <Label isCompact color={isLocked ? 'orange' : 'grey'} icon={<LockIcon />}>
      {isLocked ? text.locked : text.encrypted}
    </Label>
  )
}

/** What makes sense for a volume as it is; what else keeps it from being done is the daemon's to say. */
function VolumeMenu({ volume, ask }: { readonly volume: Volume; readonly ask: (wish: VolumeWish) => void }) {
  const text = useText(storeText)
  const words = useText(volumeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const { name, encryption, standsOn } = volume
  const entry = (kind: VolumeWish['kind'], title: string) => ({ name: title, onChoose: () => ask({ kind, volume }) })
  const locked = [entry('unlock', words.unlock), entry('rename', text.rename)]
  const open = [
    entry('grow', text.grow),
    entry('clone', text.clone),
    entry('rename', text.rename),
    entry('export', text.export),
    entry('convert', words.convert),
    entry('rebase', words.rebase),
    ...(standsOn === null ? [] : [entry('flatten', words.flatten), entry('commit', words.commit)]),
    ...(encryption === 'open' ? [entry('lock', words.lock), entry('rekey', words.rekey)] : []),
    { name: text.compact, onChoose: () => void perform(() => daemon.compactVolume(name)) },
    { name: text.check, onChoose: () => void perform(() => daemon.checkVolume(name)) },
  ]
  return (
    <RowMenu
      of={name}
      entries={[...(encryption === 'locked' ? locked : open), { ...entry('delete', text.delete), isDanger: true }]}
    />
  )
}

import { Label } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import type { WarmImage } from '../../model/warm.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { bytesText } from '../parts/numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { Ago } from '../parts/time.tsx'
import { useText } from '../text/use-text.ts'
import { warmText } from '../text/warm.ts'

/** What is kept, what it takes and saves, and why it is of no use where it is. */
export function WarmTable({ items }: { readonly items: readonly WarmImage[] }) {
  const text = useText(warmText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const [asked, setAsked] = useState<WarmImage>()
  return (
    <>
      <Table variant="compact" aria-label={text.title} gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th>{text.image}</Th>
            <Th>{text.machine}</Th>
            <Th>{text.onHost}</Th>
            <Th>{text.booted}</Th>
            <Th>{text.uses}</Th>
            <Th>{text.state}</Th>
            <Th screenReaderText={text.actions} />
          </Tr>
        </Thead>
        <Tbody>
          {items.map((item) => (
            <WarmLine key={item.id} item={item} remove={() => setAsked(item)} />
          ))}
        </Tbody>
      </Table>
      {asked && (
        <Confirm
          title={text.removeSure(asked.image.name)}
          verb={text.remove}
          onNo={() => setAsked(undefined)}
          onYes={() => {
            setAsked(undefined)
            void perform(() => daemon.deleteWarmImage(asked.id))
          }}
        >
          {text.removeMeaning}
        </Confirm>
      )}
    </>
  )
}

function WarmLine({ item, remove }: { readonly item: WarmImage; readonly remove: () => void }) {
  const text = useText(warmText)
  const { id, image, cpus, memoryBytes, sizeBytes, bootMs, uses, usedAt, unfit, automatic } = item
  return (
    <Tr>
      <Td dataLabel={text.image}>
        <strong>{image.name}</strong>
        <div className="app-hint">
          <span className="app-mono">{id}</span>
          {automatic && ` · ${text.automatic}`}
        </div>
      </Td>
      <Td dataLabel={text.machine}>{text.machineOf(cpus, bytesText(memoryBytes))}</Td>
      <Td dataLabel={text.onHost}>{bytesText(sizeBytes)}</Td>
      <Td dataLabel={text.booted}>{text.seconds(bootMs)}</Td>
      <Td dataLabel={text.uses}>
        {text.usesOf(uses)}
        {usedAt !== null && (
          <div className="app-hint">
            <Ago at={usedAt} />
          </div>
        )}
      </Td>
      <Td dataLabel={text.state}>
        <Label color={unfit === null ? 'green' : 'orange'} isCompact>
          {unfit === null ? text.fit : text.unfit}
        </Label>
        {unfit !== null && <div className="app-hint">{unfit}</div>}
      </Td>
      <Td isActionCell>
        <RowMenu of={`${image.name} ${id}`} entries={[{ name: text.remove, isDanger: true, onChoose: remove }]} />
      </Td>
    </Tr>
  )
}

import { Label } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import type { WarmImage } from '../../model/warm.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { Ago } from '../parts/time.tsx'
import { useSaid, useText } from '../text/use-text.ts'
import { warmText } from '../text/warm.ts'
import { KeepWarm } from './keep-warm.tsx'

/** What is kept, what it takes and saves, and why it is of no use where it is. */
export function WarmTable({ items }: { readonly items: readonly WarmImage[] }) {
  const text = useText(warmText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const [asked, setAsked] = useState<WarmImage>()
  const [changed, setChanged] = useState<WarmImage>()
  return (
    <>
      <Table variant="compact" aria-label={text.title} gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{text.image}</Th>
            <Th modifier="nowrap">{text.machine}</Th>
            <Th modifier="nowrap">{text.onHost}</Th>
            <Th modifier="nowrap">{text.booted}</Th>
            <Th modifier="nowrap">{text.uses}</Th>
            <Th modifier="nowrap">{text.waiting}</Th>
            <Th modifier="nowrap">{text.state}</Th>
            <Th screenReaderText={text.actions} />
          </Tr>
        </Thead>
        <Tbody>
          {items.map((item) => (
            <WarmLine key={item.id} item={item} remove={() => setAsked(item)} change={() => setChanged(item)} />
          ))}
        </Tbody>
      </Table>
      {changed && <KeepWarm name={changed.image.name} kept={changed} close={() => setChanged(undefined)} />}
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

function WarmLine({
  item,
  remove,
  change,
}: {
  readonly item: WarmImage
  readonly remove: () => void
  readonly change: () => void
}) {
  const text = useText(warmText)
  const { bytesText, secondsText } = useNumbers()
  const { id, image, cpus, memoryBytes, sizeBytes, bootMs, uses, usedAt, unfit, automatic } = item
  return (
    <Tr>
      <Td dataLabel={text.image}>
        <strong>{image.name}</strong>
        <div className="app-hint">
          <span className="app-mono app-whole">{id}</span>
          {automatic && ` · ${text.automatic}`}
        </div>
      </Td>
      <Td dataLabel={text.machine}>{text.machineOf(cpus, bytesText(memoryBytes))}</Td>
      <Td dataLabel={text.onHost} modifier="nowrap">
        {bytesText(sizeBytes)}
      </Td>
      <Td dataLabel={text.booted} modifier="nowrap">
        {secondsText(bootMs)}
      </Td>
      <Td dataLabel={text.uses} modifier="nowrap">
        {text.usesOf(uses)}
        {usedAt !== null && (
          <div className="app-hint">
            <Ago at={usedAt} />
          </div>
        )}
      </Td>
      <Td dataLabel={text.waiting} modifier="nowrap">
        <Waiting pool={item.pool} />
      </Td>
      <Td dataLabel={text.state}>
        <Label color={unfit === null ? 'green' : 'orange'} isCompact>
          {unfit === null ? text.fit : text.unfit}
        </Label>
        {unfit !== null && <div className="app-hint">{unfit}</div>}
      </Td>
      <Td isActionCell>
        <RowMenu
          of={`${image.name} ${id}`}
          entries={[
            { name: text.howMany, onChoose: change },
            { name: text.remove, isDanger: true, onChoose: remove },
          ]}
        />
      </Td>
    </Tr>
  )
}

/** Machines that were started before anybody has asked for them. */
function Waiting({ pool: { keep, waiting, memoryBytes, lack } }: { readonly pool: WarmImage['pool'] }) {
  const text = useText(warmText)
  const { bytesText } = useNumbers()
  const say = useSaid()
  if (keep === 0 && waiting === 0) return '–'
  return (
    <>
      {text.waitingOf(waiting, keep)}
      <div className="app-hint">{lack === null ? bytesText(memoryBytes) : say(lack)}</div>
    </>
  )
}

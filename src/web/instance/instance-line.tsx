import { Label, Tooltip } from '@patternfly/react-core'
import { PendingIcon } from '@patternfly/react-icons/dist/esm/icons/pending-icon'
import { Td, Tr } from '@patternfly/react-table'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Action } from '../../model/instance.ts'
import type { UsageSample } from '../../model/usage.ts'
import type { InstanceRow } from '../data/read.ts'
import { useNumbers } from '../parts/use-numbers.ts'
import { PickCell } from '../parts/pick-cell.tsx'
import { Sparkline } from '../parts/sparkline.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'
import { ActionMenu } from './action-menu.tsx'
import { StateLabel } from './state-label.tsx'

type Props = {
  readonly row: InstanceRow
  /** Its place in the whole table, from 1. */
  readonly index: number
  /** Undefined where nothing is measured. */
  readonly samples: readonly UsageSample[] | undefined
  readonly isChosen: boolean
  readonly pick: (name: string, isChosen: boolean) => void
  readonly act: (action: Action, names: readonly string[]) => void
}

export const InstanceLine = memo(function InstanceLine({ row, index, samples, isChosen, pick, act }: Props) {
  const { list } = useText(instanceText)
  const { name, state, spec, pending, actions, image } = row
  return (
    <Tr aria-rowindex={index} isRowSelected={isChosen}>
      <PickCell
        id={`choose-${name}`}
        label={list.choose(name)}
        isChosen={isChosen}
        pick={(chosen) => pick(name, chosen)}
      />
      <Td className="app-name">
        <Link to="/instances/$name" params={{ name }}>
          {name}
        </Link>
        {pending.length > 0 && (
          <Tooltip content={list.pending}>
            <button type="button" className="app-sign" aria-label={list.pending}>
              <PendingIcon />
            </button>
          </Tooltip>
        )}
        <span className="app-labels">
          {Object.entries(spec.labels).map(([key, value]) => (
            <Label key={key} isCompact variant="outline">
              {value === '' ? key : `${key}=${value}`}
            </Label>
          ))}
        </span>
      </Td>
      <Td>
        <StateLabel state={state} />
      </Td>
      {samples && <Cpu samples={samples} />}
      <Memory samples={samples} memory={spec.memory} />
      {samples && <Rates samples={samples} read="diskReadBytesPerSecond" written="diskWriteBytesPerSecond" />}
      {samples && <Rates samples={samples} read="netReceivedBytesPerSecond" written="netSentBytesPerSecond" />}
      <Td className="app-wide app-widest app-cut">{image?.name}</Td>
      <Td isActionCell>
        <ActionMenu name={name} actions={actions} act={act} />
      </Td>
    </Tr>
  )
})

function Cpu({ samples }: { readonly samples: readonly UsageSample[] }) {
  const { percentText } = useNumbers()
  const last = samples.at(-1)
  return (
    <Td className="app-wide app-measure">
      {last && (
        <>
          <Sparkline values={samples.map(({ cpuPercent }) => cpuPercent)} most={100} />
          {percentText(last.cpuPercent)}
        </>
      )}
    </Td>
  )
}

function Memory({
  samples,
  memory,
}: {
  readonly samples: readonly UsageSample[] | undefined
  readonly memory: number
}) {
  const { bytesText } = useNumbers()
  const last = samples?.at(-1)
  return (
    <Td className="app-wide app-measure">
      {last && <Sparkline values={samples?.map(({ memoryBytes }) => memoryBytes) ?? []} most={memory} />}
      {bytesText(memory)}
    </Td>
  )
}

type Rate = 'diskReadBytesPerSecond' | 'diskWriteBytesPerSecond' | 'netReceivedBytesPerSecond' | 'netSentBytesPerSecond'

function Rates({
  samples,
  read,
  written,
}: {
  readonly samples: readonly UsageSample[]
  readonly read: Rate
  readonly written: Rate
}) {
  const { rateText } = useNumbers()
  // What the guest does not tell is not known.
  const values = samples.flatMap((sample) => {
    const [one, other] = [sample[read], sample[written]]
    return one === null || other === null ? [] : [one + other]
  })
  const last = values.at(-1)
  return (
    <Td className="app-wide app-measure">
      {last !== undefined && (
        <>
          <Sparkline values={values} />
          {rateText(last)}
        </>
      )}
    </Td>
  )
}

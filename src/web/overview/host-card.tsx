import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Progress,
} from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { HostReport } from '../../model/host/report.ts'
import type { InstanceRow } from '../data/read.ts'
import type { Usage } from '../data/use-usage.ts'
import { useNumbers } from '../parts/use-numbers.ts'
import { overviewText } from '../text/overview.ts'
import { useSaid, useText } from '../text/use-text.ts'

type Props = { readonly report: HostReport; readonly rows: readonly InstanceRow[]; readonly usage: Usage | undefined }

/** What the host has, what running guests were promised of it, and what runs them. */
export function HostCard({ report, rows, usage }: Props) {
  const text = useText(overviewText)
  const { bytesText, percentText } = useNumbers()
  const say = useSaid()
  const { facts, inventory } = report
  const live = rows.filter(({ state }) => 'pid' in state)
  const cpus = live.reduce((sum, { spec }) => sum + spec.cpus.count, 0)
  const memory = live.reduce((sum, { spec }) => sum + spec.memory, 0)
  const load = usage && [...usage.values()].reduce((sum, samples) => sum + (samples.at(-1)?.cpuPercent ?? 0), 0)
  const { totalBytes, availableBytes } = inventory.memory
  return (
    <DescriptionList isCompact>
      {load !== undefined && (
        <Fact name={text.load}>
          <Meter label={text.loadOf(percentText(load), facts.cpus)} value={load / facts.cpus} />
        </Fact>
      )}
      <Fact name={text.processors}>{text.promised(String(cpus), String(facts.cpus))}</Fact>
      <Fact name={text.memory}>
        <Meter label={text.promised(bytesText(memory), bytesText(totalBytes))} value={(memory / totalBytes) * 100} />
        {availableBytes !== null && <p className="app-hint">{text.free(bytesText(availableBytes))}</p>}
      </Fact>
      <Fact name={text.accelerator}>
        {facts.kvm.usable ? text.kvm : text.tcg}
        <p className="app-hint">{say(facts.kvm.reason)}</p>
      </Fact>
    </DescriptionList>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{name}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  )
}

/** More than all is possible: memory can be promised twice. */
function Meter({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <>
      <p>{label}</p>
      <Progress
        size="sm"
        value={Math.min(100, value)}
        measureLocation="none"
        aria-label={label}
        {...(value > 100 && { variant: 'warning' as const })}
      />
    </>
  )
}

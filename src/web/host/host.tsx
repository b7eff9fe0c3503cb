import { Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { Screen } from '../parts/screen.tsx'
import { hostText } from '../text/host.ts'
import { useText } from '../text/use-text.ts'
import { HostChanges } from './host-changes.tsx'
import { HostChecks } from './host-checks.tsx'
import { HostDevices } from './host-devices.tsx'

/** What this computer is and has, what that means for guests, and what would make it better. */
export function Host() {
  const text = useText(hostText)
  const daemon = useDaemon()
  const [tab, setTab] = useState<string | number>('checks')
  const report = useQuery(read.host(daemon))
  return (
    <Screen title={text.title} lead={report.data && leadOf(report.data.inventory)}>
      <Tabs
        activeKey={tab}
        onSelect={(_, next) => setTab(next)}
        aria-label={text.views}
        className="app-tabs"
        mountOnEnter
        unmountOnExit
      >
        <Tab eventKey="checks" title={<TabTitleText>{text.checks}</TabTitleText>}>
          <Answer of={report}>{({ checks }) => <HostChecks checks={checks} />}</Answer>
        </Tab>
        <Tab eventKey="devices" title={<TabTitleText>{text.devices}</TabTitleText>}>
          <HostDevices />
        </Tab>
        <Tab eventKey="changes" title={<TabTitleText>{text.changes}</TabTitleText>}>
          <HostChanges />
        </Tab>
      </Tabs>
    </Screen>
  )
}

function leadOf({
  processor,
  kernel,
}: {
  readonly processor: { readonly model: string | null; readonly count: number }
  readonly kernel: { readonly release: string }
}): string {
  return `${processor.count} × ${processor.model ?? ''} · Linux ${kernel.release}`
}

import { Button, Flex, FlexItem, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import type { Instance } from '../../model/instance.ts'
import { RemoteFault } from '../../sdk/client.ts'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Loading } from '../parts/loading.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { instanceText } from '../text/instance.ts'
import { useSaid, useText } from '../text/use-text.ts'
import { ActionMenu } from './action-menu.tsx'
import { ForkButton } from './fork-button.tsx'
import { InstanceOverview } from './instance-overview.tsx'
import { RenameButton } from './rename-button.tsx'
import { StateLabel } from './state-label.tsx'
import { useActions } from './use-actions.tsx'

const ConsoleTab = lazy(() => import('../console/console-tab.tsx').then(({ ConsoleTab: it }) => ({ default: it })))
const ScreenTab = lazy(() => import('../screen/screen-tab.tsx').then(({ ScreenTab: it }) => ({ default: it })))
const DisksTab = lazy(() => import('./disks-tab.tsx').then(({ DisksTab: it }) => ({ default: it })))
const SnapshotsTab = lazy(() =>
  import('../snapshot/snapshots-tab.tsx').then(({ SnapshotsTab: it }) => ({ default: it })),
)
const SpecTab = lazy(() => import('./spec-tab.tsx').then(({ SpecTab: it }) => ({ default: it })))
const ExplainTab = lazy(() => import('./explain-tab.tsx').then(({ ExplainTab: it }) => ({ default: it })))
const LogsTab = lazy(() => import('./logs-tab.tsx').then(({ LogsTab: it }) => ({ default: it })))

const tabs = ['overview', 'screen', 'console', 'disks', 'snapshots', 'settings', 'explain', 'logs'] as const
type TabName = (typeof tabs)[number]

/** Everything about one instance. */
export function InstancePage() {
  const { name, tab } = useParams({ strict: false })
  const text = useText(instanceText)
  const daemon = useDaemon()
  const answer = useQuery(read.instance(daemon, name ?? ''))
  const isGone = answer.error instanceof RemoteFault && answer.error.code === 'instance.not-found'
  if (isGone) return <Gone name={name ?? ''} />
  if (answer.data === undefined) {
    return (
      <Screen title={name ?? ''}>
        <Answer of={answer}>{() => null}</Answer>
      </Screen>
    )
  }
  const shown = tabs.find((one) => one === tab) ?? 'overview'
  return <Page key={answer.data.id} instance={answer.data} tab={shown} labels={text.page.tabs} />
}

function Page({
  instance,
  tab,
  labels,
}: {
  readonly instance: Instance
  readonly tab: TabName
  readonly labels: Readonly<Record<TabName, string>>
}) {
  const { name } = instance
  const go = useNavigate()
  const { act, busy, question } = useActions(({ action }) => action === 'delete' && void go({ to: '/instances' }))
  const choose = (next: string) =>
    void (next === 'overview'
      ? go({ to: '/instances/$name', params: { name } })
      : go({ to: '/instances/$name/$tab', params: { name, tab: next } }))
  return (
    <Screen
      title={name}
      lead={<StateLine instance={instance} />}
      actions={<Actions instance={instance} act={act} busy={busy} />}
    >
      <Tabs
        activeKey={tab}
        onSelect={(_, next) => choose(String(next))}
        aria-label={name}
        className="app-tabs"
        mountOnEnter
        unmountOnExit
      >
        {tabs.map((one) => (
          <Tab key={one} eventKey={one} title={<TabTitleText>{labels[one]}</TabTitleText>}>
            {one === tab && <Suspense fallback={<Loading />}>{contentOf(one, instance)}</Suspense>}
          </Tab>
        ))}
      </Tabs>
      {question}
    </Screen>
  )
}

function contentOf(tab: TabName, instance: Instance): ReactNode {
  switch (tab) {
    case 'overview':
      return <InstanceOverview instance={instance} />
    case 'screen':
      return <ScreenTab instance={instance} />
    case 'console':
      return <ConsoleTab instance={instance} />
    case 'disks':
      return <DisksTab instance={instance} />
    case 'snapshots':
      return <SnapshotsTab instance={instance} />
    case 'settings':
      return <SpecTab instance={instance} />
    case 'explain':
      return <ExplainTab instance={instance} />
    case 'logs':
      return <LogsTab instance={instance} />
  }
}

function StateLine({ instance: { state } }: { readonly instance: Instance }) {
  const say = useSaid()
  return (
    <span aria-live="polite">
      <StateLabel state={state} /> {'reason' in state && state.reason !== undefined && say(state.reason)}
    </span>
  )
}

type Act = ReturnType<typeof useActions>['act']

/** The likeliest action as a button, all of them in the menu. */
function Actions({ instance, act, busy }: { readonly instance: Instance; readonly act: Act; readonly busy: boolean }) {
  const text = useText(instanceText)
  const isLive = useIsLive()
  const { name, actions } = instance
  const likely = (['resume', 'start', 'stop'] as const).find((action) => actions.includes(action))
  return (
    <Flex gap={{ default: 'gapSm' }}>
      {likely && (
        <FlexItem>
          <Button
            variant={likely === 'stop' ? 'secondary' : 'primary'}
            isDisabled={!isLive}
            isLoading={busy}
            onClick={() => act(likely, [name])}
          >
            {text.action[likely]}
          </Button>
        </FlexItem>
      )}
      <FlexItem>
        <ForkButton instance={instance} />
      </FlexItem>
      <FlexItem>
        <RenameButton name={name} />
      </FlexItem>
      <FlexItem>
        <ActionMenu name={name} actions={actions} act={act} />
      </FlexItem>
    </Flex>
  )
}

function Gone({ name }: { readonly name: string }) {
  const { page } = useText(instanceText)
  return (
    <Screen title={name}>
      <Nothing title={page.notFound(name)} actions={<LinkButton to="/instances">{page.toList}</LinkButton>}>
        {page.notFoundMeaning}
      </Nothing>
    </Screen>
  )
}

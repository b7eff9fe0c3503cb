import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ExplanationCreateInput } from '../../model/explanation.ts'
import type { HostChangeName } from '../../model/host/change.ts'
import type { Instance, InstanceStateKind } from '../../model/instance.ts'
import type { Stroj } from '../../sdk/client.ts'

/** Which instances a person wants to see; the daemon looks for them. */
export type InstanceFilter = {
  readonly name: string
  readonly states: readonly InstanceStateKind[]
  readonly labels: readonly string[]
}

export const everyInstance: InstanceFilter = { name: '', states: [], labels: [] }

const rowFields = [
  'name',
  'state',
  'actions',
  'spec',
  'pending',
  'arch',
  'acceleration',
  'image',
  'devices',
  'macs',
] as const
/** What a table shows of an instance. */
export type InstanceRow = Pick<Instance, (typeof rowFields)[number]>

const pageSize = 1000

/** Every read of the app, by the name under which its answer is kept. */
export const read = {
  instances: (daemon: Stroj, filter: InstanceFilter) =>
    queryOptions({
      queryKey: ['instances', filter],
      queryFn: ({ signal }) => allInstances(daemon, filter, signal),
      placeholderData: keepPreviousData,
    }),
  instance: (daemon: Stroj, name: string) =>
    queryOptions({ queryKey: ['instance', name], queryFn: ({ signal }) => daemon.showInstance(name, { signal }) }),
  snapshots: (daemon: Stroj, name: string) =>
    queryOptions({ queryKey: ['snapshots', name], queryFn: ({ signal }) => daemon.listSnapshots(name, { signal }) }),
  images: (daemon: Stroj) =>
    queryOptions({ queryKey: ['images'], queryFn: ({ signal }) => daemon.listImages({ signal }) }),
  warm: (daemon: Stroj) =>
    queryOptions({ queryKey: ['warm'], queryFn: ({ signal }) => daemon.listWarmImages({ signal }) }),
  warmSettings: (daemon: Stroj) =>
    queryOptions({ queryKey: ['warm-settings'], queryFn: ({ signal }) => daemon.warmSettings({ signal }) }),
  volumes: (daemon: Stroj) =>
    queryOptions({ queryKey: ['volumes'], queryFn: ({ signal }) => daemon.listVolumes({ signal }) }),
  pools: (daemon: Stroj) =>
    queryOptions({ queryKey: ['pools'], queryFn: ({ signal }) => daemon.listPools({ signal }) }),
  operations: (daemon: Stroj) =>
    queryOptions({
      queryKey: ['operations'],
      queryFn: ({ signal }) => daemon.listOperations({ limit: 200, signal }),
    }),
  host: (daemon: Stroj) => queryOptions({ queryKey: ['host'], queryFn: ({ signal }) => daemon.hostReport({ signal }) }),
  hostDevices: (daemon: Stroj) =>
    queryOptions({ queryKey: ['host-devices'], queryFn: ({ signal }) => daemon.hostDevices({ signal }) }),
  hostChanges: (daemon: Stroj) =>
    queryOptions({ queryKey: ['host-changes'], queryFn: ({ signal }) => daemon.listHostChanges({ signal }) }),
  /** What a change would run; nothing is done. */
  hostChange: (daemon: Stroj, want: { readonly name: HostChangeName; readonly undo: boolean }) =>
    queryOptions({
      queryKey: ['host-change', want],
      queryFn: ({ signal }) => daemon.changeHost({ ...want, dryRun: true }, { signal }),
      retry: false,
    }),
  daemon: (daemon: Stroj) =>
    queryOptions({ queryKey: ['daemon'], queryFn: ({ signal }) => daemon.daemonStatus({ signal }) }),
  tokens: (daemon: Stroj) =>
    queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => daemon.listTokens({ signal }) }),
  /** Another revision is another machine. */
  explanation: (daemon: Stroj, name: string, style: 'exact' | 'plain', revision: number) =>
    queryOptions({
      queryKey: ['explanation', name, style, revision],
      queryFn: ({ signal }) => daemon.explainInstance(name, 'start', { style, signal }),
    }),
  newExplanation: (daemon: Stroj, want: ExplanationCreateInput) =>
    queryOptions({
      queryKey: ['explanation', 'new', want],
      queryFn: ({ signal }) => daemon.explainNewInstance(want, { signal }),
      placeholderData: keepPreviousData,
    }),
}

async function allInstances(
  daemon: Stroj,
  { name, states, labels }: InstanceFilter,
  signal: AbortSignal,
): Promise<readonly InstanceRow[]> {
  const wanted = { ...(name !== '' && { name }), ...(states.length > 0 && { state: states }), label: labels }
  const rows: InstanceRow[] = []
  let after: string | undefined
  do {
    const page = await daemon.listInstanceFields(rowFields, { ...wanted, limit: pageSize, after, signal })
    rows.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return rows
}

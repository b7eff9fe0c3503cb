import { InstanceState, type InstanceStateKind } from '../model/instance.ts'
import type { Deps } from '../service/deps.ts'
import { listInstances } from '../service/instance/list.ts'
import { listOperations } from '../service/operation/list.ts'
import type { Daemon } from './call.ts'

type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number }
type Metric = {
  readonly name: string
  readonly type: 'gauge' | 'counter'
  readonly help: string
  readonly samples: readonly Sample[]
}

/** The figures of the daemon in the Prometheus text format 0.0.4. */
export async function metrics(deps: Deps, daemon: Daemon): Promise<string> {
  const [status, states, operations] = await Promise.all([daemon.status(), countStates(deps), countOperations(deps)])
  const uptime = (deps.clock.now().getTime() - Date.parse(status.startedAt)) / 1000
  return [
    gauge('stroj_build_info', 'Always 1; the label has the version.', [
      { labels: { version: status.version }, value: 1 },
    ]),
    gauge('stroj_instances', 'Instances by state.', states),
    gauge('stroj_operations', 'Recorded operations by state.', operations),
    gauge('stroj_uptime_seconds', 'Time since the daemon started.', [{ value: Math.max(0, uptime) }]),
    gauge('process_resident_memory_bytes', 'Resident memory of the daemon.', [{ value: status.memoryBytes }]),
  ]
    .map(format)
    .join('')
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, type: 'gauge', help, samples }
}

async function countStates(deps: Deps): Promise<readonly Sample[]> {
  const kinds = InstanceState.options.map((option) => option.shape.kind.value)
  const counts = new Map<InstanceStateKind, number>(kinds.map((kind) => [kind, 0]))
  let after: string | undefined
  do {
    const { items, next } = await listInstances(deps, { limit: 1000, after, label: [] })
    for (const { state } of items) counts.set(state.kind, (counts.get(state.kind) ?? 0) + 1)
    after = next ?? undefined
  } while (after !== undefined)
  return toSamples(counts)
}

async function countOperations(deps: Deps): Promise<readonly Sample[]> {
  const counts = new Map<string, number>(['running', 'done', 'failed', 'cancelled'].map((state) => [state, 0]))
  for (const { state } of await listOperations(deps, { limit: Number.MAX_SAFE_INTEGER })) {
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return toSamples(counts)
}

function toSamples(counts: ReadonlyMap<string, number>): readonly Sample[] {
  return [...counts].map(([state, value]) => ({ labels: { state }, value }))
}

function format({ name, type, help, samples }: Metric): string {
  const lines = samples.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escape(text)}"`)
    return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function escape(text: string): string {
  return text.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))
}

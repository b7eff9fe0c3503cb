import type { InstanceRecord, Versioned } from '../../contract/store.ts'
import type { InstancePage, InstanceQuery } from '../../model/instance.ts'
import type { Deps } from '../deps.ts'
import { viewInstance } from './view.ts'

/** One page of instances by name. */
export async function listInstances(deps: Deps, query: InstanceQuery): Promise<InstancePage> {
  const matches = matcher(deps, query)
  const found: Versioned<InstanceRecord>[] = []
  let after = query.after
  // One more than asked for tells whether there is a next page.
  while (found.length <= query.limit) {
    const page = await deps.store.list('instance', { after, limit: query.limit + 1 })
    found.push(...page.filter(({ value }) => matches(value)))
    if (page.length <= query.limit) break
    after = page.at(-1)?.value.name
  }
  const items = found.slice(0, query.limit).map((record) => viewInstance(deps, record))
  return { items, next: found.length > query.limit ? (items.at(-1)?.name ?? null) : null }
}

function matcher({ fleet }: Deps, { state, label, name }: InstanceQuery): (record: InstanceRecord) => boolean {
  const states = state?.split(',')
  const labels = label.map((text) => text.split(/=(.*)/s, 2) as [string, string?])
  return (record) =>
    (states === undefined || states.includes(fleet.stateOf(record).kind)) &&
    (name === undefined || record.name.includes(name)) &&
    labels.every(([key, value]) => {
      const own = record.spec.labels[key]
      return own !== undefined && (value === undefined || own === value)
    })
}

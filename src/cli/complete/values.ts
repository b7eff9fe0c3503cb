import { formatBytes } from '../../kit/bytes.ts'
import type { Action, Instance } from '../../model/instance.ts'
import { listTokens } from '../../sdk/access.ts'
import { hostDevices } from '../../sdk/host.ts'
import { listImages } from '../../sdk/image.ts'
import { listInstanceFields } from '../../sdk/instance.ts'
import { listOperations } from '../../sdk/operation.ts'
import { listPools } from '../../sdk/pool.ts'
import { listWarmImages } from '../../sdk/warm.ts'
import { listVolumes } from '../../sdk/volume.ts'
import { listSnapshots } from '../../sdk/snapshot.ts'
import type { Wire } from '../../sdk/wire.ts'
import type { Completion } from '../command.ts'
import { filterKeys, states } from '../instance/filter.ts'
import { shortImage } from '../render/instance-row.ts'
import { specKeys } from '../spec/keys.ts'
import type { Candidate } from './candidates.ts'

type Asking = {
  /** Does not start a daemon. */
  readonly wire: Wire
  readonly signal: AbortSignal
  /** The command that is being completed; only instances that it makes sense for are offered. */
  readonly command: string
  /** The words before it that are no options. */
  readonly before: readonly string[]
  /** What is typed already. */
  readonly current: string
}

/** The values of one kind that can stand there. */
export async function valuesOf(of: Exclude<Completion, 'file'>, asking: Asking): Promise<readonly Candidate[]> {
  if (typeof of !== 'string') return of.map(plain)
  switch (of) {
    case 'instance':
      return instances(asking)
    case 'image':
      return images(asking, asking.command.startsWith('image ') ? 'present' : 'both')
    case 'snapshot':
      return snapshots(asking)
    case 'recipe':
      return images(asking, 'buildable')
    case 'volume':
      return volumes(asking)
    case 'pool':
      return pools(asking)
    case 'catalog':
      return catalog(asking)
    case 'token':
      return tokens(asking)
    case 'warm':
      return warmImages(asking)
    case 'operation':
      return operations(asking)
    case 'assignment':
      return assignments(asking.current)
    case 'filter':
      return filters(asking.current)
    case 'pci-device':
      return devices(asking)
    case 'command':
      return []
  }
}

const plain = (value: string): Candidate => ({ value, meaning: '' })

async function instances({ wire, signal, command }: Asking): Promise<readonly Candidate[]> {
  const { items } = await listInstanceFields(wire, ['name', 'state', 'image', 'actions'], { limit: 1000, signal })
  return items
    .filter(({ actions }) => !Object.hasOwn(lifecycle, command) || actions.includes(command as Action))
    .map(({ name, state, image }) => ({ value: name, meaning: `${state.kind}, ${imageText(image)}` }))
}

/** Those whose command has the same name. */
const lifecycle: Readonly<Record<Exclude<Action, 'delete'>, true>> = {
  install: true,
  start: true,
  stop: true,
  kill: true,
  restart: true,
  pause: true,
  resume: true,
  suspend: true,
  reset: true,
}

/** Of the instance that is named before. */
async function snapshots({ wire, signal, before: [instance] }: Asking): Promise<readonly Candidate[]> {
  if (instance === undefined) return []
  const { items } = await listSnapshots(wire, instance, { signal })
  return items.map(({ name, kind, createdAt }) => ({ value: name, meaning: `${kind}, ${createdAt}` }))
}

function imageText(image: Instance['image']): string {
  return image === null ? 'no image' : shortImage(image.name)
}

async function images(
  { wire, signal }: Asking,
  which: 'present' | 'buildable' | 'both',
): Promise<readonly Candidate[]> {
  const { images: here, recipes, catalog } = await listImages(wire, { signal })
  const present = here.flatMap(({ names, manifest }) => names.map((value) => ({ value, meaning: manifest.os })))
  const buildable = recipes.flatMap(namesOf)
  if (which !== 'both') return which === 'present' ? present : buildable
  const published = catalog.filter(({ medium }) => !medium).flatMap(namesOf)
  const known = [...buildable, ...published]
  return [...present.filter(({ value }) => !known.some((other) => other.value === value)), ...known]
}

async function catalog({ wire, signal }: Asking): Promise<readonly Candidate[]> {
  return (await listImages(wire, { signal })).catalog.flatMap(namesOf)
}

type Named = { readonly name: string; readonly aliases: readonly string[]; readonly summary: string }

function namesOf({ name, aliases, summary }: Named): readonly Candidate[] {
  return [name, ...aliases].map((value) => ({ value, meaning: summary }))
}

async function volumes({ wire, signal }: Asking): Promise<readonly Candidate[]> {
  const { items } = await listVolumes(wire, { signal })
  return items.map(({ name, format, sizeBytes }) => ({
    value: name,
    meaning: sizeBytes === null ? format : `${formatBytes(sizeBytes)}, ${format}`,
  }))
}

async function pools({ wire, signal }: Asking): Promise<readonly Candidate[]> {
  const { items } = await listPools(wire, { signal })
  return items.map(({ name, place }) => ({ value: name, meaning: place.path }))
}

async function tokens({ wire, signal }: Asking): Promise<readonly Candidate[]> {
  const { items } = await listTokens(wire, { signal })
  return items.map(({ name, role }) => ({ value: name, meaning: role === 'full' ? 'may do everything' : 'may look' }))
}

async function warmImages({ wire, signal }: Asking): Promise<readonly Candidate[]> {
  const { items } = await listWarmImages(wire, { signal })
  return items.map(({ id, image }) => ({ value: id, meaning: image.name }))
}

async function operations({ wire, signal, command }: Asking): Promise<readonly Candidate[]> {
  const state = command === 'operation cancel' ? 'running' : undefined
  const { items } = await listOperations(wire, { limit: 50, state, signal })
  return items.map(({ id, kind, target, state }) => ({ value: id, meaning: `${kind} of ${target}, ${state}` }))
}

/** A device that is there for it: one that can be split, that is bound, or that is not. */
async function devices({ wire, signal, command }: Asking): Promise<readonly Candidate[]> {
  const { pci } = await hostDevices(wire, { signal })
  const fitting = pci.filter(({ driver, virtualFunctions, isBridge }) => {
    if (command === 'host virtual-functions') return virtualFunctions !== null
    return command === 'host fix' || (!isBridge && (driver === 'vfio-pci') === (command === 'host give-back'))
  })
  return fitting.map(({ address, name, ids }) => ({ value: address, meaning: name ?? ids }))
}

function assignments(current: string): readonly Candidate[] {
  const cut = current.indexOf('=')
  if (cut < 0) return Object.keys(specKeys).map((key) => plain(`${key}=`))
  const key = current.slice(0, cut)
  return (specKeys[key] ?? []).map((value) => plain(`${key}=${value}`))
}

/** Several filters stand in one word, with commas. */
function filters(current: string): readonly Candidate[] {
  const head = current.slice(0, current.lastIndexOf(',') + 1)
  const tail = current.slice(head.length)
  const words = tail.startsWith('state=') ? states.map((state) => `state=${state}`) : filterKeys.map((key) => `${key}=`)
  return words.map((word) => plain(head + word))
}

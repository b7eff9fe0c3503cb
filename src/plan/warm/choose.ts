import { isSameJson } from '../../kit/same-json.ts'
import type { WarmId } from '../../model/name.ts'
import type { WarmGround } from '../../model/warm.ts'
import type { WarmShape } from './shape.ts'

/** What of a warm image its choice depends on. */
export type WarmCandidate = { readonly id: WarmId; readonly shape: WarmShape; readonly ground: WarmGround }

/** The one to begin from, or why it is none, as a whole sentence. */
export type WarmChoice = { readonly id: WarmId } | { readonly reason: string }

/** The newest warm image that is just what a machine would be after its boot. `candidates`: newest first. */
export function chooseWarm(shape: WarmShape, ground: WarmGround, candidates: readonly WarmCandidate[]): WarmChoice {
  const ofImage = candidates.filter((candidate) => candidate.shape.image === shape.image)
  const alike = ofImage.filter((candidate) => isSameJson(candidate.shape, shape))
  const fitting = alike.find((candidate) => lostGround(candidate.ground, ground) === undefined)
  const [first] = alike
  if (fitting) return { id: fitting.id }
  if (first) return { reason: `the warm image ${first.id} cannot be used: ${lostGround(first.ground, ground) ?? ''}` }
  const [other] = ofImage
  if (!other) return { reason: 'there is no warm image of it' }
  return { reason: `no warm image has its ${differences(other.shape, shape).join(', ')}` }
}

/** What of the host is another than it was; undefined when everything is the same. */
export function lostGround(kept: WarmGround, now: WarmGround): string | undefined {
  const names = new Set([...Object.keys(kept), ...Object.keys(now)])
  const changed = [...names].filter((name) => kept[name] !== now[name])
  if (changed.length === 0) return undefined
  return `${changed.join(' and ')} ${changed.length === 1 ? 'has' : 'have'} changed since it was made`
}

const words: Partial<Record<keyof WarmShape, string>> = {
  memoryBytes: 'memory',
  memoryMaxBytes: 'reserve of memory',
  cpus: 'processors',
  nics: 'network cards',
  disks: 'disks',
  machineType: 'machine type',
  bootOrder: 'boot order',
  screen: 'screen',
  serial: 'serial line',
}

function differences(a: WarmShape, b: WarmShape): readonly string[] {
  return (Object.keys(b) as (keyof WarmShape)[])
    .filter((key) => !isSameJson(a[key], b[key]))
    .map((key) => words[key] ?? key)
}

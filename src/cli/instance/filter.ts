import { nearest } from '../../kit/nearest.ts'
import type { InstanceStateKind } from '../../model/instance.ts'
import type { ListInstances } from '../../sdk/instance.ts'
import { statePaints } from '../render/instance-row.ts'
import { UsageError } from '../usage-error.ts'

export const states = Object.keys(statePaints) as readonly InstanceStateKind[]
export const filterKeys = ['state', 'label', 'name'] as const

/** `state=running,label=tier=front` and the like as a question to the daemon. Throws UsageError. */
export function parseFilters(texts: readonly string[]): Pick<ListInstances, 'state' | 'label' | 'name'> {
  const pairs = texts
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '')
    .map(parsePair)
  const of = (key: (typeof filterKeys)[number]): readonly string[] =>
    pairs.filter((pair) => pair.key === key).map(({ value }) => value)
  const [wanted, labels, names] = [of('state'), of('label'), of('name')]
  return {
    ...(wanted.length > 0 && { state: wanted.map(parseState) }),
    ...(labels.length > 0 && { label: labels }),
    ...(names.length > 0 && { name: names.at(-1) }),
  }
}

function parsePair(text: string): { readonly key: (typeof filterKeys)[number]; readonly value: string } {
  const cut = text.indexOf('=')
  const word = cut < 0 ? text : text.slice(0, cut)
  const key = filterKeys.find((key) => key === word)
  if (key !== undefined && cut >= 0) return { key, value: text.slice(cut + 1) }
  const near = nearest(word, filterKeys)
  throw new UsageError(
    `"${text}" is no filter.${near === undefined || near === word ? '' : ` Did you mean "${near}=…"?`}`,
    'Filters are state=STATE, label=KEY, label=KEY=VALUE and name=PART.',
  )
}

function parseState(text: string): InstanceStateKind {
  const state = states.find((state) => state === text)
  if (state !== undefined) return state
  const near = nearest(text, states)
  throw new UsageError(
    `There is no state "${text}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    `States are ${states.join(', ')}.`,
  )
}

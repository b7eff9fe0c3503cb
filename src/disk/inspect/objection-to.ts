import type { Inspection, Objection, Reference } from './inspection.ts'

const whatItIs: Readonly<Record<Reference['kind'], (shown: string) => string>> = {
  'backing-file': (name) => `it stands on another file (a backing file${name})`,
  'data-file': (name) => `its data lie in another file (an external data file${name})`,
  extent: (name) => `its data lie in other files (extents, the first${name || ' without a name'})`,
  parent: (name) => `it is the difference to another disk (a parent${name})`,
}

/** Why a file cannot be used on its own, by what was found in it; undefined when it can. */
export function objectionTo({ refersTo, isEncrypted, objections }: Inspection): Objection | undefined {
  const [reference] = refersTo
  if (reference !== undefined) return { kind: 'refers', reason: whatItIs[reference.kind](shown(reference.name)) }
  if (isEncrypted) return { kind: 'encrypted', reason: 'it is encrypted' }
  return objections[0]
}

/** A name from the file as a part of a sentence: short, and without anything that a terminal would act on. */
function shown(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '?').slice(0, 120)
  return plain === '' ? '' : `: ${plain}`
}

import type { StartPlan } from '../../../plan/instance/start-plan.ts'

/**
 * The name of the node of a file: `disk0-k3f9a1b2` for `disk0.k3f9a1b2.qcow2`, `disk0-warm` for `disk0.warm.qcow2`, `disk0-base`
 * for `disk0.qcow2`.
 */
export function nodeOfFile(stem: string, file: string): string {
  const [, id = 'base', format] = file.split('.')
  return `${stem}-${format === undefined ? 'base' : id}`
}

/** Where a part of an instance is in its machine. */
export type Place = {
  /** The device that has it, for `qom-get`; null where only a flash chip does. */
  readonly device: string | null
  /** The node of one of its files: the one that was on top at the start has a name that says nothing of it. */
  readonly node: (file: string) => string
}

/** Undefined when the machine has no such part. */
export function placeOf(started: StartPlan, part: string): Place | undefined {
  if (part === 'nvram') return variablesPlace(started)
  const index = started.disks.findIndex(({ source }) => source.kind === 'own' && source.file.startsWith(`${part}.`))
  const source = started.disks[index]?.source
  if (source?.kind !== 'own') return undefined
  const stem = `disk${index}`
  return { device: stem, node: (file) => (file === source.file ? `${stem}-image` : nodeOfFile(stem, file)) }
}

function variablesPlace({ firmware, variables: [top] = ['nvram.fd'] }: StartPlan): Place | undefined {
  if (firmware !== 'uefi') return undefined
  return { device: null, node: (file) => (file === top ? 'firmware-variables' : nodeOfFile('variables', file)) }
}

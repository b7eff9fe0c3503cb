import type { LayerTaken, LiveLayer } from '../../../contract/engine.ts'
import type { LayerPart } from '../../../plan/snapshot/tree.ts'
import type { GuestAgent } from '../machine/guest-agent.ts'
import type { Monitor } from '../machine/monitor.ts'
import type { QmpArguments } from '../qmp/commands.ts'
import { QmpError } from '../qmp/error.ts'
import { nodeOfFile, type Place, placeOf } from './node.ts'

type Overlay = { readonly part: LayerPart; readonly place: Place; readonly name: string }

/** A machine, as far as a layer concerns it. */
export type Holder = {
  readonly monitor: Pick<Monitor, 'call'>
  readonly agent: Pick<GuestAgent, 'freeze' | 'thaw'>
  /** Folder of the instance. */
  readonly folder: string
}

/** The nodes that the files of a layer get. */
export function overlaysOf({ started, parts }: Pick<LiveLayer, 'started' | 'parts'>): readonly Overlay[] {
  return parts.flatMap((part) => {
    const place = placeOf(started, part.part)
    const stem = part.part === 'nvram' ? 'variables' : (place?.device ?? '')
    return place ? [{ part, place, name: nodeOfFile(stem, part.file) }] : []
  })
}

/**
 * Gives all disks of a machine that runs their new files at one instant, with the file systems of the guest frozen around it
 * when that is wanted and its agent can. Rejects with QmpError; then the machine writes to the old files as before, unless
 * QEMU did not answer.
 */
export async function takeLayer(layer: LiveLayer, holder: Holder, signal: AbortSignal): Promise<LayerTaken> {
  const overlays = overlaysOf(layer)
  await addOverlays(overlays, holder, signal)
  const began = performance.now()
  const isFrozen = layer.freeze !== 'never' && (await holder.agent.freeze(signal))
  try {
    if (layer.freeze === 'require' && !isFrozen) throw new Error('the guest could not freeze its file systems')
    const switched = isFrozen ? began : performance.now()
    await switchOver(overlays, holder, signal)
    if (isFrozen) await holder.agent.thaw()
    return { pauseMs: performance.now() - switched, isFrozen, memory: null }
  } catch (error) {
    if (isFrozen) await holder.agent.thaw()
    if (isUnchanged(error)) await removeOverlays(overlays, holder)
    throw error
  }
}

/** Opens the new files; they are in no disk yet. */
export async function addOverlays(overlays: readonly Overlay[], holder: Holder, signal: AbortSignal): Promise<void> {
  for (const { name, part } of overlays) {
    // What a call that was cut off has left.
    await holder.monitor.call('blockdev-del', { 'node-name': name }, signal).catch(passOverRefusal)
    await holder.monitor.call('blockdev-add', overlayNode(name, `${holder.folder}/${part.file}`), signal)
  }
}

function overlayNode(name: string, filename: string): QmpArguments['blockdev-add'] {
  return {
    'node-name': name,
    driver: 'qcow2',
    discard: 'unmap',
    'detect-zeroes': 'unmap',
    file: { driver: 'file', filename, discard: 'unmap' },
    backing: null,
  }
}

export async function switchOver(
  overlays: readonly Overlay[],
  { monitor }: Holder,
  signal: AbortSignal,
): Promise<void> {
  const actions = overlays.map(({ part, place, name }) => {
    const data = { node: place.node(part.over), overlay: name }
    return { type: 'blockdev-snapshot', data } as const
  })
  await monitor.call('transaction', { actions }, signal)
}

export async function removeOverlays(overlays: readonly Overlay[], { monitor }: Holder): Promise<void> {
  const signal = AbortSignal.timeout(5000)
  for (const { name } of overlays) {
    await monitor.call('blockdev-del', { 'node-name': name }, signal).catch(() => undefined)
  }
}

/** QEMU said no, or was not asked: nothing has changed. */
export function isUnchanged(error: unknown): boolean {
  return !(error instanceof QmpError) || error.why.kind === 'refused'
}

export function passOverRefusal(error: unknown): void {
  if (!(error instanceof QmpError) || error.why.kind !== 'refused') throw error
}

import type { LayerTaken, LiveLayer } from '../../../contract/engine.ts'
import type { Clock } from '../../../contract/clock.ts'
import { shareWithFolder } from '../../../host/grant.ts'
import { receiveFile, type Receiver } from '../../../host/receive-file.ts'
import type { Report } from '../../../kit/report.ts'
import { isMachineUser } from '../confine/machine-user.ts'
import { isMigrating } from '../machine/end-migration.ts'
import { letRun } from '../machine/let-run.ts'
import { QmpError } from '../qmp/error.ts'
import { requireSpace } from '../disk/host-fault.ts'
import { addOverlays, type Holder, isUnchanged, overlaysOf, removeOverlays, switchOver } from './take-layer.ts'

type Calls = Holder['monitor']

export type MemoryKeeping = Holder & {
  /** Path of a socket that is made for this. */
  readonly socket: string
  readonly clock: Pick<Clock, 'sleep'>
  readonly report: Report
}

/**
 * Keeps disks and memory of one instant. Where the kernel can (userfaultfd with write protection) the guest goes on at once
 * and its memory is written behind its back; elsewhere it stands still until all is written.
 */
export async function keepMemory(
  layer: LiveLayer & { readonly memoryFile: string },
  keeping: MemoryKeeping,
  signal: AbortSignal,
): Promise<LayerTaken> {
  const { monitor, folder, socket } = keeping
  await requireSpace(folder, layer.started.memoryBytes)
  await refuseSecond(monitor, signal)
  const overlays = overlaysOf(layer)
  await addOverlays(overlays, keeping, signal)
  await using receiver = await receiveFile(socket, `${folder}/${layer.memoryFile}`)
  receiver.done.catch(() => {})
  await shareWithFolder(socket, isMachineUser)
  const isBehind = await prepareStream(monitor, signal)
  const began = performance.now()
  await monitor.call('stop', {}, signal)
  try {
    await switchOver(overlays, keeping, signal)
  } catch (error) {
    await goOn(keeping)
    if (isUnchanged(error)) await removeOverlays(overlays, keeping)
    throw error
  }
  return { isFrozen: false, ...(await stream(keeping, { receiver, isBehind, began }, signal)) }
}

/** What a daemon before this one has begun goes on without it; to disturb it would make QEMU hang. */
export async function refuseSecond(monitor: Calls, signal: AbortSignal): Promise<void> {
  if (await isMigrating(monitor, signal))
    throw new Error('an earlier memory is still being written; try again in a moment')
}

type Stream = { readonly receiver: Receiver; readonly isBehind: boolean; readonly began: number }

/**
 * Writes the memory of a machine that was stopped at `began`, and lets it go on. QEMU 7.2 hangs when a stream breaks off that
 * is written behind the back of a guest, so such a one is never cancelled, and read to its end whatever happens.
 */
async function stream(
  keeping: MemoryKeeping,
  { receiver, isBehind, began }: Stream,
  signal: AbortSignal,
): Promise<Pick<LayerTaken, 'pauseMs' | 'memory'>> {
  const { monitor, socket } = keeping
  let pauseMs: number | undefined
  try {
    await monitor.call('migrate', { uri: `unix:${socket}` }, signal)
    if (isBehind) pauseMs = await untilItRuns(monitor, began, signal)
    await untilWritten(keeping, signal)
    pauseMs ??= await goOn(keeping, began)
    return { pauseMs, memory: { sizeBytes: await receiver.done } }
  } catch (error) {
    if (!isBehind) await monitor.call('migrate_cancel', {}, AbortSignal.timeout(5000)).catch(() => undefined)
    pauseMs ??= await goOn(keeping, began)
    return { pauseMs, memory: { lost: messageOf(error) } }
  } finally {
    await chooseBackground(monitor, false, AbortSignal.timeout(5000)).catch(() => undefined)
  }
}

/** Without a limit of bandwidth; true when the guest can go on meanwhile. */
async function prepareStream(monitor: Calls, signal: AbortSignal): Promise<boolean> {
  await monitor.call('migrate-set-parameters', { 'max-bandwidth': 0 }, signal)
  return chooseBackground(monitor, true, signal)
}

async function chooseBackground(monitor: Calls, state: boolean, signal: AbortSignal): Promise<boolean> {
  const capabilities = [{ capability: 'background-snapshot', state }] as const
  try {
    await monitor.call('migrate-set-capabilities', { capabilities }, signal)
    return true
  } catch (error) {
    if (error instanceof QmpError && error.why.kind === 'refused') return false
    throw error
  }
}

/** QEMU lets the guest go on by itself once its memory is protected. Gives the milliseconds since it was stopped. */
async function untilItRuns(monitor: Calls, began: number, signal: AbortSignal): Promise<number> {
  for (;;) {
    if ((await monitor.call('query-status', {}, signal)).running) return performance.now() - began
    const { status, 'error-desc': reason } = await monitor.call('query-migrate', {}, signal)
    if (status === 'failed' || status === 'cancelled') throw new Error(reason ?? 'QEMU could not write the memory')
  }
}

/** Until all of it has gone over; tells how far it has come. */
export async function untilWritten(
  { monitor, clock, report }: Pick<MemoryKeeping, 'monitor' | 'clock' | 'report'>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { status, ram, 'error-desc': reason } = await monitor.call('query-migrate', {}, signal)
    if (status === 'completed') return
    if (status === 'failed' || status === 'cancelled') throw new Error(reason ?? 'QEMU could not write the memory')
    if (ram) report('keeping memory', { done: ram.total - ram.remaining, total: ram.total, unit: 'bytes' })
    await clock.sleep(20, signal)
  }
}

/** Whatever has happened, a guest that ran runs again. Gives the milliseconds since it was stopped. */
async function goOn({ monitor, clock }: Pick<MemoryKeeping, 'monitor' | 'clock'>, began = 0): Promise<number> {
  await letRun(monitor, clock, AbortSignal.timeout(10_000)).catch(passOver)
  return performance.now() - began
}

/** It runs already, or is gone, which everyone is told. */
function passOver(error: unknown): void {
  if (!(error instanceof QmpError)) throw error
}

function messageOf(error: unknown): string {
  if (error instanceof QmpError && error.why.kind === 'refused') return error.why.description
  return error instanceof Error ? error.message : String(error)
}

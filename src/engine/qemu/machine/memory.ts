import { memoryDevice } from '../argv/reserve.ts'
import { QmpError } from '../qmp/error.ts'
import type { Monitor } from './monitor.ts'

type Asking = Pick<Monitor, 'call'>

/** What the guest has: what it began with, less what is in the balloon, and what was given to it since. In bytes. */
export async function readMemory(monitor: Asking, signal: AbortSignal): Promise<number> {
  const [{ 'base-memory': base }, inBalloon, more] = await Promise.all([
    monitor.call('query-memory-size-summary', {}, signal),
    leftByBalloon(monitor, signal),
    givenLater(monitor, signal),
  ])
  return (inBalloon ?? base) + (more?.size ?? 0)
}

/**
 * Tells the guest how much it shall have; it takes its time. Say it again until it has: what it got later goes first, since a
 * balloon that grows meanwhile takes pages from just there.
 */
export async function askForMemory(monitor: Asking, bytes: number, signal: AbortSignal): Promise<void> {
  const [{ 'base-memory': base }, left, more] = await Promise.all([
    monitor.call('query-memory-size-summary', {}, signal),
    leftByBalloon(monitor, signal),
    givenLater(monitor, signal),
  ])
  const later = Math.max(0, bytes - base)
  if (more !== undefined) {
    // To be told again would make the guest begin anew, and never come to an end.
    if (more['requested-size'] !== later) await request(monitor, later, signal)
    if (more.size > later) return
  }
  const value = Math.min(bytes, base)
  if (left !== undefined && left !== value) await monitor.call('balloon', { value }, signal)
}

/** Asks for no more than has been done: a guest that is pressed on and on ends its own programs to find memory. */
export async function stopAsking(monitor: Asking, signal: AbortSignal): Promise<void> {
  const [left, more] = await Promise.all([leftByBalloon(monitor, signal), givenLater(monitor, signal)])
  if (left !== undefined) await monitor.call('balloon', { value: left }, signal)
  if (more !== undefined) await request(monitor, more.size, signal)
}

async function request(monitor: Asking, value: number, signal: AbortSignal): Promise<void> {
  const path = `/machine/peripheral/${memoryDevice}`
  await monitor.call('qom-set', { path, property: 'requested-size', value }, signal)
}

/** Undefined for a machine without a balloon, or whose guest has no driver for it yet. */
async function leftByBalloon(monitor: Asking, signal: AbortSignal): Promise<number | undefined> {
  try {
    return (await monitor.call('query-balloon', {}, signal)).actual
  } catch (error) {
    if (error instanceof QmpError && error.why.kind === 'refused') return undefined
    throw error
  }
}

/** Undefined for a machine for which none was reserved. */
async function givenLater(monitor: Asking, signal: AbortSignal) {
  const devices = await monitor.call('query-memory-devices', {}, signal)
  for (const device of devices) if (device.type === 'virtio-mem') return device.data
  return undefined
}

import { sparePorts } from '../argv/root-port.ts'
import type { QmpArguments } from '../qmp/commands.ts'
import { QmpError } from '../qmp/error.ts'
import type { Monitor } from './monitor.ts'

/**
 * Plugs a device into an empty port of a machine that runs. The ports are tried in turn: which of them are taken, QEMU knows
 * best. False when none is free. Rejects with QmpError.
 */
export async function plugIn(
  monitor: Pick<Monitor, 'call'>,
  device: Omit<QmpArguments['device_add'], 'bus' | 'addr'>,
  signal: AbortSignal,
): Promise<boolean> {
  for (const bus of sparePorts) {
    try {
      // A port has one place. Left to itself QEMU takes a second one, which no guest ever looks at.
      await monitor.call('device_add', { ...device, bus, addr: '0' } as QmpArguments['device_add'], signal)
      return true
    } catch (error) {
      if (!isRefusal(error, /slot .*(?:not available|in use|occupied)/i)) throw error
    }
  }
  return false
}

/** QEMU has said no, with such words. */
export function isRefusal(error: unknown, words: RegExp): boolean {
  return error instanceof QmpError && error.why.kind === 'refused' && words.test(error.why.description)
}

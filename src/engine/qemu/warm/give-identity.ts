import type { Identity } from '../../../contract/warm.ts'
import type { Duplex } from '../../../host/unix-socket.ts'
import { unlessAborted } from '../../../kit/within.ts'
import { gateId } from '../argv/warm.ts'
import type { Monitor } from '../machine/monitor.ts'
import type { Telling } from './go-on.ts'
import { callsToBecome } from './guest/become.ts'
import { answerBytes, type Call, failureIn, toFrame } from './guest/frame.ts'

type Giving = {
  readonly line: Duplex
  readonly identity: Identity
  readonly telling: Telling
  readonly monitor: Monitor
}

/**
 * Makes a guest who it is now, waits until it says that this is done, and opens its gates to the network. Rejects with what
 * could not be done, or with the signal's reason. Closes the line.
 */
export async function giveIdentity({ line, identity, telling, monitor }: Giving, signal: AbortSignal): Promise<void> {
  const { survey } = telling
  try {
    const keys = await unlessAborted(telling.keys, signal)
    await makeCalls(line, callsToBecome({ identity, survey, keys, now: new Date() }), signal)
    await openGates(identity, monitor, signal)
  } finally {
    line.close()
  }
}

/** Its network cards were closed until now. */
export async function openGates(
  { macs }: Pick<Identity, 'macs'>,
  monitor: Pick<Monitor, 'call'>,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(macs.map((_mac, index) => monitor.call('object-del', { id: gateId(index) }, signal)))
}

/** Lets the program in the guest make system calls. Rejects with what had to be done by one and was not. */
export async function makeCalls(line: Duplex, calls: readonly Call[], signal: AbortSignal): Promise<void> {
  await line.write(toFrame(calls))
  const failure = failureIn(calls, await unlessAborted(exactly(line.input, answerBytes(calls)), signal))
  if (failure !== undefined) throw new Error(failure)
}

/** The reader after this one gets what comes then. */
async function exactly(input: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  const pieces = input[Symbol.asyncIterator]()
  for (let at = 0; at < size; ) {
    const { done, value } = await pieces.next()
    if (done === true) throw new Error('the guest has hung up')
    bytes.set(value.subarray(0, size - at), at)
    at += value.length
  }
  return bytes
}

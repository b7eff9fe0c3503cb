import type { Identity } from '../../../contract/warm.ts'
import type { Duplex } from '../../../host/unix-socket.ts'
import { unlessAborted } from '../../../kit/within.ts'
import { gateId } from '../argv/warm.ts'
import type { Monitor } from '../machine/monitor.ts'
import { cappedLines } from '../qmp/capped-lines.ts'

type Giving = { readonly line: Duplex; readonly identity: Identity; readonly monitor: Monitor }

const longestAnswer = 4096

/**
 * Tells a guest who it is, waits until it says that it is, and opens its gates to the network. Rejects with the guest's own
 * words when it cannot, or with the signal's reason. Closes the line.
 */
export async function giveIdentity({ line, identity, monitor }: Giving, signal: AbortSignal): Promise<void> {
  try {
    await line.write(`${wordsFor(identity, new Date())}\n`)
    const answer = await unlessAborted(firstLine(line), signal)
    if (answer !== `am ${identity.name}`) throw new Error(`the guest says: ${answer.slice(0, 300)}`)
    await Promise.all(identity.macs.map((_mac, index) => monitor.call('object-del', { id: gateId(index) }, signal)))
  } finally {
    line.close()
  }
}

/** What the program in the guest reads: one line, words between blanks. */
function wordsFor({ seed, name, machineId, macs }: Identity, now: Date): string {
  const seconds = (now.getTime() / 1000).toFixed(3)
  const addresses = macs.map(({ from, to }) => `${from}=${to}`)
  return ['be', seed, name, machineId, seconds, ...addresses].join(' ')
}

async function firstLine({ input }: Duplex): Promise<string> {
  for await (const line of cappedLines(input, longestAnswer)) return line.replaceAll(/\p{Cc}/gu, '')
  throw new Error('the guest has hung up')
}

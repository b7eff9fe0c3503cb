import { Fault } from '../model/fault.ts'
import { readTextIfAny, removeTree } from './files.ts'
import { nodeProgram } from './node-program.ts'
import { signalProcess } from './process.ts'
import { spawnDetached } from './process-spawn.ts'
import { untilFileSays } from './until-file-says.ts'

/** A socket for one sender, whose bytes become a file. */
export type Receiver = AsyncDisposable & {
  /**
   * The bytes of the file, once the sender has hung up and they survive a power cut. Rejects with the reason when they could
   * not be written; the sender is heard to its end all the same.
   */
  readonly done: Promise<number>
}

/**
 * A program of its own, which lives on when we are killed: a sender that nobody reads any more may stand still for ever.
 * It ends with its sender, and without one when we are gone.
 */
const program = `
const { closeSync, fsyncSync, openSync, writeSync } = require('node:fs')
const [socket, file] = process.argv.slice(1)
const say = (text) => writeSync(1, text + '\\n')
const target = openSync(file, 'wx', 0o600)
let bytes = 0
let failure
const attempt = (work) => {
  try {
    if (failure === undefined) work()
  } catch (error) {
    failure = error.code ?? String(error)
  }
}
const write = (piece) => {
  for (let done = 0; done < piece.length; ) done += writeSync(target, piece, done)
  bytes += piece.length
}
const end = () => {
  attempt(() => fsyncSync(target))
  attempt(() => closeSync(target))
  say(failure === undefined ? 'bytes ' + bytes : 'failed ' + failure)
  process.exit(0)
}
const starter = process.ppid
const alone = setInterval(() => process.ppid === starter || process.exit(1), 200)
const server = require('node:net').createServer((sender) => {
  clearInterval(alone)
  server.close()
  sender.on('data', (piece) => attempt(() => write(piece))).on('error', () => {}).on('close', end)
  say('connected')
})
server.listen(socket, () => say('ready'))
`

/** How long the program may take to begin, in milliseconds. */
const beginMs = 15_000

/**
 * Listens on a unix socket in a folder of ours; what the first who connects sends becomes a new private file. Nothing is left of the
 * file when nobody has connected.
 */
export async function receiveFile(socket: string, file: string): Promise<Receiver> {
  const log = logOf(socket)
  await removeTree(file)
  const { identity, exited } = await spawnDetached(nodeProgram(), ['-e', program, socket, file], log)
  const said = async (): Promise<string> => (await readTextIfAny(log)) ?? ''
  let isOver = false
  void exited.then(() => (isOver = true))
  const giveUp = async (): Promise<void> => {
    signalProcess(identity, 'SIGKILL')
    await exited
    await removeTree(file)
  }
  const failed = exited.then(async () => {
    throw new Error(`what keeps the memory did not begin: ${(await said()).slice(-300)}`)
  })
  failed.catch(() => {})
  const decided = new AbortController()
  const patience = AbortSignal.any([AbortSignal.timeout(beginMs), decided.signal])
  try {
    await Promise.race([untilFileSays(log, /^ready$/m, patience), failed])
  } catch (error) {
    await giveUp()
    await removeReceiver(socket)
    throw error
  } finally {
    decided.abort()
  }
  return {
    done: exited.then(async () => resultOf(await said(), file)),
    [Symbol.asyncDispose]: async () => {
      // A sender is never cut off.
      if (!isOver && !(await said()).includes('connected')) await giveUp()
      await removeReceiver(socket)
    },
  }
}

/** Removes what a receiver has beside its file, also one of who was killed. A sender that is connected is heard to its end. */
export async function removeReceiver(socket: string): Promise<void> {
  await removeTree(socket)
  await removeTree(logOf(socket))
}

function logOf(socket: string): string {
  return `${socket}.log`
}

function resultOf(said: string, path: string): number {
  const { what, value = '' } = /^(?<what>bytes|failed) (?<value>\S+)$/m.exec(said)?.groups ?? {}
  if (what === 'bytes') return Number(value)
  if (value === 'ENOSPC' || value === 'EDQUOT') {
    throw new Fault('host.disk-full', { path, free: '0B', needed: 'room for the memory' })
  }
  throw new Fault('host.unwritable', { path, reason: value === '' ? 'what keeps the memory has ended' : value })
}

import type { Ending } from '../../../contract/engine.ts'
import type { KilledForMemory } from '../../../host/memory-group.ts'
import { formatBytes } from '../../../kit/bytes.ts'
import { lackingFeatures } from './lacking-features.ts'
import type { View } from './view.ts'

/** What is known of a run that is over. */
export type Traces = {
  /** We ended it by force because we were told to. */
  readonly asked: boolean
  readonly shutdown: View['shutdown']
  /** Null when it was not our child, or has not been told yet. */
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null
  /** The host has been started anew since. */
  readonly otherBoot: boolean
  /** The kernel has ended it, or what it had started, because there was no memory. */
  readonly noMemory: KilledForMemory | undefined
  /** QEMU removes its sockets when it ends in order, and leaves them when it is killed. */
  readonly socketLeft: boolean
  /** What QEMU said last, but for warnings; empty when it said nothing. */
  readonly lastWords: string
}

/** How a run ended. The first trace that decides does. */
export function endingOf(traces: Traces): Ending {
  const { asked, shutdown, exit, otherBoot, noMemory, socketLeft, lastWords } = traces
  if (asked) return { kind: 'asked', reason: 'ended by request' }
  if (shutdown !== undefined) return afterShutdown(shutdown, lastWords)
  if (noMemory && (exit === null || exit.signal === 'SIGKILL')) return crashed(outOfMemory(noMemory), '')
  if (exit?.signal === 'SIGSYS') return crashed('stopped by its sandbox (SIGSYS)', lastWords)
  if (typeof exit?.signal === 'string') return crashed(`killed by ${exit.signal}`, lastWords)
  if (exit?.code !== undefined && exit.code !== null && exit.code !== 0) {
    return crashed(`QEMU ended with code ${exit.code}`, lastWords)
  }
  if (otherBoot) return crashed('the host was restarted', '')
  if (lastWords.startsWith('terminating on signal'))
    return { kind: 'asked', reason: `QEMU was ended by a signal: ${lastWords}` }
  if (exit === null && socketLeft) return crashed('QEMU was killed or crashed', lastWords)
  if (exit === null && lastWords !== '') return crashed('QEMU ended', lastWords)
  return { kind: 'guest-shutdown', reason: 'the guest shut down' }
}

function afterShutdown(shutdown: NonNullable<View['shutdown']>, lastWords: string): Ending {
  const kind = kinds[shutdown] ?? 'asked'
  const reason = reasons[shutdown] ?? `QEMU shut down (${shutdown})`
  const told = shutdown === 'host-error' || shutdown === 'host-signal'
  return { kind, reason: told && lastWords !== '' ? `${reason}: ${lastWords}` : reason }
}

/** With what a person can do about it. */
function outOfMemory({ atOwnLimit, limitBytes, mostBytes }: KilledForMemory): string {
  if (atOwnLimit) {
    const all = limitBytes === null ? 'all that' : `all of the ${formatBytes(limitBytes)} that`
    return `out of memory: guest and QEMU took ${all} their control group allows; a larger memoryMax allows more`
  }
  const took = mostBytes === null ? '' : `, which had up to ${formatBytes(mostBytes)}`
  return `out of memory: the host had none left, and its kernel ended this machine${took}; end others, give them less, or add swap`
}

type Told<T> = Readonly<Partial<Record<NonNullable<View['shutdown']>, T>>>

const kinds: Told<Ending['kind']> = {
  'guest-shutdown': 'guest-shutdown',
  'guest-reset': 'guest-shutdown',
  'guest-panic': 'crashed',
  'host-error': 'crashed',
}

const reasons: Told<string> = {
  'guest-shutdown': 'the guest shut down',
  'guest-reset': 'the guest restarted, which ends this machine',
  'guest-panic': 'the guest panicked',
  'host-error': 'QEMU met an error',
  'host-qmp-quit': 'QEMU was told to quit on its monitor',
  'host-signal': 'QEMU was ended by a signal',
  'host-ui': 'QEMU was closed on its screen',
}

function crashed(reason: string, lastWords: string): Ending {
  return { kind: 'crashed', reason: lastWords === '' ? reason : `${reason}: ${lastWords}` }
}

const program = /^qemu-system-[a-z0-9_]+: /

/**
 * The last complaint in an engine log, without the program's name and without control characters: QEMU may add advice on
 * lines of their own. Warnings are none.
 */
export function lastWordsOf(log: string): string {
  const lacking = lackingFeatures(log)
  if (lacking !== undefined) return lacking.slice(0, 400)
  const lines = log.split('\n').filter((line) => line.trim() !== '' && !/\b(?:warning|info): /.test(line))
  const last = lines.findLast((line) => program.test(line)) ?? lines.at(-1) ?? ''
  return last
    .replace(program, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 400)
}

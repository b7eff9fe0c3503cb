import { isDiskFull } from '../host/disk-full.ts'
import type { RunError } from '../host/run.ts'
import type { Objection } from './inspect/inspection.ts'

/** What is wrong with a file when qemu-img failed on it; undefined when the fault is not in the file. */
export function complaintOf(error: RunError): Objection | undefined {
  const { why } = error
  if (why.kind === 'not-found' || isDiskFull(error)) return undefined
  if (why.kind === 'timeout') return { kind: 'too-slow', reason: 'reading it takes too long' }
  if (why.kind === 'signal') return { kind: 'too-slow', reason: 'reading it takes more time or memory than it may' }
  if (why.kind !== 'exit') return { kind: 'damaged', reason: 'qemu-img does not understand it' }
  if (/failed to get .* lock/i.test(why.stderr)) {
    return { kind: 'changed', reason: 'another program is writing to it' }
  }
  return { kind: 'damaged', reason: `qemu-img says: ${lastLine(why.stderr)}` }
}

/** Without the name that qemu-img was given for the file, which means nothing to people. */
function lastLine(stderr: string): string {
  const last = stderr.trim().split('\n').at(-1) ?? ''
  return last
    .replace(/^qemu-img: /, '')
    .replace(/json:\{[^\n]*\}'?/g, 'the file')
    .replace(/\/proc\/\d+\/fd\/\d+/g, 'the file')
    .slice(0, 300)
}

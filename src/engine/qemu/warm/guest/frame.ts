import { frameBase, frameBytes } from './calls-program.ts'

/** A system call of Linux on x86_64. Bytes and texts are given as the address where they lie; a text ends with a zero. */
export type Call = {
  readonly number: number
  readonly args: readonly (number | string | Uint8Array)[]
  /** What it must give, and what has not been done when it gives something else. */
  readonly must?: { readonly give: number; readonly orElse: string }
}

const headBytes = 16
const callBytes = 40

/** Its length and the number of calls, 40 bytes for each call, and what they point to. All numbers have 64 bits. */
export function toFrame(calls: readonly Call[]): Uint8Array {
  const parts: Uint8Array[] = []
  let size = headBytes + callBytes * calls.length
  const head = new DataView(new ArrayBuffer(size))
  const put = (at: number, value: number): void => head.setBigInt64(at, BigInt(value), true)
  const addressOf = (data: string | Uint8Array): number => {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(`${data}\0`) : data
    const at = size
    parts.push(bytes)
    size += bytes.length
    return frameBase + at
  }
  for (const [index, { number, args }] of calls.entries()) {
    const values = [number, ...args.map((arg) => (typeof arg === 'number' ? arg : addressOf(arg)))]
    for (const [place, value] of values.entries()) put(headBytes + callBytes * index + 8 * place, value)
  }
  if (size > frameBytes) throw new RangeError(`what the guest is told has ${size} bytes`)
  put(0, size)
  put(8, calls.length)
  return Buffer.concat([new Uint8Array(head.buffer), ...parts])
}

/** How many bytes come back. */
export function answerBytes(calls: readonly Call[]): number {
  return headBytes + callBytes * calls.length
}

/** What has not been done, with the number of the system's error; undefined when all that must be done is done. */
export function failureIn(calls: readonly Call[], answer: Uint8Array): string | undefined {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength)
  for (const [index, { must }] of calls.entries()) {
    const gave = Number(view.getBigInt64(headBytes + callBytes * index, true))
    if (must && gave !== must.give) return `${must.orElse} (${gave < 0 ? `error ${-gave}` : `${gave} bytes`})`
  }
  return undefined
}

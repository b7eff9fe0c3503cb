import { joinBytes } from '../kit/join-bytes.ts'
import type { Explanation, ExplanationCreateInput } from '../model/explanation.ts'
import type { ExecRequestInput, ExecResult } from '../model/instance.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { call, type CallOptions, open, path, query } from './call.ts'
import { answerTimeoutMs, type Wire } from './wire.ts'

export type Exec = Omit<ExecRequestInput, 'stdin'> & { readonly stdin?: Uint8Array | string | undefined }
export type ExecOutput = Omit<ExecResult, 'stdout' | 'stderr'> & {
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
}

/** Runs a command in the guest and waits for its end. Hanging up does not wait for it. */
export async function execInInstance(
  wire: Wire,
  name: string,
  { stdin, ...want }: Exec,
  options: CallOptions = {},
): Promise<ExecOutput> {
  // The defaults of ExecRequest: whoever asks has to be at least as patient as who answers.
  const { timeoutMs = 3_600_000, readyTimeoutMs = 30_000 } = want
  const result = await call<ExecResult>(
    wire,
    {
      method: 'POST',
      path: path('v1', 'instances', name, 'exec'),
      body: { ...want, ...(stdin !== undefined && { stdin: toBase64(bytesOf(stdin)) }) },
      timeoutMs: answerTimeoutMs + timeoutMs + readyTimeoutMs,
    },
    options,
  )
  return { ...result, stdout: fromBase64(result.stdout), stderr: fromBase64(result.stderr) }
}

function bytesOf(input: Uint8Array | string): Uint8Array {
  return typeof input === 'string' ? new TextEncoder().encode(input) : input
}

export type LogOptions = CallOptions & {
  /** serial: what the guest wrote; engine: what QEMU said. */
  readonly which?: 'serial' | 'engine' | undefined
  /** How much of what was written before, from its end; 64 KiB by default. */
  readonly tailBytes?: number | undefined
  /** Go on with what comes, until the signal. */
  readonly follow?: boolean | undefined
}

/** The log of an instance as it is, or as it grows. What a guest writes is not to be trusted. */
export async function* instanceLog(
  wire: Wire,
  name: string,
  options: LogOptions = {},
): AsyncGenerator<Uint8Array, undefined> {
  const { which, tailBytes, follow } = options
  const address = `${path('v1', 'instances', name, 'log')}${query({ which, tailBytes, follow })}`
  const stream = await open(wire, { method: 'GET', path: address }, options)
  yield* stream.body
}

/** What is on the screen now, as PNG. */
export async function screenshot(wire: Wire, name: string, options: CallOptions = {}): Promise<Uint8Array> {
  const stream = await open(wire, { method: 'GET', path: path('v1', 'instances', name, 'screenshot') }, options)
  const pieces: Uint8Array[] = []
  for await (const piece of stream.body) pieces.push(piece)
  return joinBytes(pieces)
}

export type Explain = CallOptions & { readonly style?: 'exact' | 'plain' | undefined }

/** The plain commands that an action stands for; nothing is done. */
export function explainInstance(
  wire: Wire,
  name: string,
  action: 'create' | 'start' | 'stop' | 'kill' | 'pause' | 'resume' | 'reset' | 'snapshot' | 'fork' | 'suspend',
  options: Explain = {},
): Promise<Explanation> {
  const address = `${path('v1', 'instances', name, 'explain')}${query({ action, style: options.style })}`
  return call(wire, { method: 'GET', path: address }, options)
}

/** The plain commands that making and starting an instance stand for; nothing is done. */
export function explainNewInstance(
  wire: Wire,
  want: ExplanationCreateInput,
  options: CallOptions = {},
): Promise<Explanation> {
  return call(wire, { method: 'POST', path: '/v1/explanations', body: want }, options)
}

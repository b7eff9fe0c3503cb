import { errorCode } from '../error-code.ts'
import { systemReason } from '../errno.ts'

/** Why nothing came of a request. `refused` is our own doing: nothing was sent to where it leads. */
export class WebError extends Error {
  override readonly name = 'WebError'
  readonly kind: 'refused' | 'unreachable' | 'silent' | 'broken'

  constructor(kind: WebError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known (DNS)',
  EAI_AGAIN: 'the name server does not answer',
  ECONNRESET: 'the connection was cut',
  HPE_INVALID_CONSTANT: 'it does not speak HTTP',
}

/** An error of Node's client, in words. */
export function toWebError(error: unknown): unknown {
  if (error instanceof WebError) return error
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code = errorCode(first)
  if (code === undefined) return error
  const isCut = code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')
  return new WebError(isCut ? 'broken' : 'unreachable', words[code] ?? systemReason(first), { cause: error })
}

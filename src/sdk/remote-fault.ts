import type { Problem } from '../model/operation.ts'

/** A failure that the daemon has told. `code` is permanent, the message is for people, the hint says what to do. */
export class RemoteFault extends Error {
  readonly code: string
  readonly status: number
  readonly hint: string | undefined
  readonly details: Readonly<Record<string, unknown>>

  constructor({ code, status, title, hint, details }: Problem, options?: ErrorOptions) {
    super(title, options)
    this.name = 'RemoteFault'
    this.code = code
    this.status = status
    this.hint = hint
    this.details = details
  }

  /** The wire form, RFC 9457. */
  toProblem(): Problem {
    const { code, status, message, hint, details } = this
    return {
      type: `https://stroj.invalid/fault/${code}`,
      title: message,
      status,
      code,
      ...(hint !== undefined && { hint }),
      details: { ...details },
    }
  }
}

/** The fault in the body of a refusal. What is not a problem of ours, such as the page of a proxy, is told by its status. */
export function toRemoteFault(status: number, text: string): RemoteFault {
  return new RemoteFault(readProblem(text) ?? strange(status))
}

function readProblem(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isProblem(value) ? { ...value, details: value.details ?? {} } : undefined
  } catch {
    return undefined
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false
  const { code, title, status } = value as Partial<Record<keyof Problem, unknown>>
  return typeof code === 'string' && typeof title === 'string' && typeof status === 'number'
}

function strange(status: number): Problem {
  return {
    type: 'about:blank',
    title: `The other side answered with status ${status} and no reason. It may not be a stroj daemon.`,
    status,
    code: 'daemon.unreachable',
    details: {},
  }
}

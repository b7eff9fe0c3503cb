export type QmpFailure =
  /** QEMU said no. `class` is one of QapiErrorClass. */
  | { readonly kind: 'refused'; readonly class: string; readonly description: string }
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  | { readonly kind: 'disconnected'; readonly reason: string }
  /** The answer does not fit the introspected schema. */
  | { readonly kind: 'malformed'; readonly description: string }

/** How a monitor command failed. */
export class QmpError extends Error {
  readonly command: string
  readonly why: QmpFailure

  constructor(command: string, why: QmpFailure) {
    super(`${command}: ${describe(why)}`)
    this.name = 'QmpError'
    this.command = command
    this.why = why
  }
}

function describe(why: QmpFailure): string {
  switch (why.kind) {
    case 'refused':
    case 'malformed':
      return why.description
    case 'timeout':
      return `no answer within ${why.timeoutMs} ms`
    case 'disconnected':
      return why.reason
  }
}

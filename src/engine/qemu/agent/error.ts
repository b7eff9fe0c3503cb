export type AgentFailure =
  | { readonly kind: 'silent'; readonly waitedMs: number }
  /** The agent said no. */
  | { readonly kind: 'refused'; readonly description: string }
  /** The answer was no JSON, was too long, or did not fit. */
  | { readonly kind: 'malformed'; readonly description: string }
  | { readonly kind: 'disconnected' }

/** How a command to the guest agent failed. Its words come from the guest: nothing in them can be relied on. */
export class AgentError extends Error {
  readonly command: string
  readonly why: AgentFailure

  constructor(command: string, why: AgentFailure) {
    super(`${command}: ${describe(why)}`)
    this.name = 'AgentError'
    this.command = command
    this.why = why
  }
}

function describe(why: AgentFailure): string {
  switch (why.kind) {
    case 'silent':
      return `no answer within ${why.waitedMs} ms`
    case 'refused':
    case 'malformed':
      return why.description
    case 'disconnected':
      return 'QEMU closed the channel'
  }
}

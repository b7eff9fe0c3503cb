/** One request. The body is sent as JSON. */
export type WireRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path and query, beginning with a slash. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** How long to wait for the answer to begin, in milliseconds; two minutes by default. */
  readonly timeoutMs?: number
}

export type WireAnswer = {
  readonly status: number
  /** Undefined when the answer has no such header. */
  readonly header: (name: string) => string | undefined
  /** The whole body. */
  readonly text: string
}

/** An answer whose body comes bit by bit. Leaving the loop over it hangs up. */
export type WireStream = Omit<WireAnswer, 'text'> & { readonly body: AsyncIterable<Uint8Array> }

/** A WebSocket. */
export type WireSocket = {
  /** Ends when the other side says goodbye; throws when it does so because something failed. Leaving the loop hangs up. */
  readonly received: AsyncIterable<Uint8Array>
  /** Bytes go as a binary message, a text as a text message. Resolves when more may be sent. */
  send(message: Uint8Array | string): Promise<void>
  close(): void
}

/** A way to the daemon. Everything rejects with a Fault when there is no daemon, and with the signal's reason. */
export type Wire = {
  request(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>
  stream(request: WireRequest, signal: AbortSignal): Promise<WireStream>
  /** Opens a WebSocket, where needed with a ticket; when the daemon refuses, its answer is thrown as a RemoteFault. */
  socket(path: string, signal: AbortSignal, ticket?: string): Promise<WireSocket>
}

/** How long an answer may take to begin, in milliseconds, when nothing else is said. */
export const answerTimeoutMs = 120_000

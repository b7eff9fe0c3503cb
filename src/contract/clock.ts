/** Time, randomness and identifiers, so that a test can be exact. */
export type Clock = {
  /** What the clock of the host shows. Somebody may set it at any time, forward and back. */
  now(): Date
  /**
   * Milliseconds since some moment, for spans and deadlines: nobody can set it. It may stand still while the host sleeps, and means
   * nothing to another daemon.
   */
  steady(): number
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** Where identifiers come from; nothing comes twice. */
export type Random = {
  uuid(): string
  /** `length` characters of a-z and 0-9; the first is a letter. */
  token(length: number): string
  /** Locally administered QEMU address, 52:54:00:xx:xx:xx. */
  mac(): string
}

/** Time, randomness and identifiers, so that a test can be exact. */
export type Clock = {
  now(): Date
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

/** The daemon's own log. `details` must be safe to show: no secrets. */
export type Log = {
  info(message: string, details?: Readonly<Record<string, unknown>>): void
  warn(message: string, details?: Readonly<Record<string, unknown>>): void
  /** With the whole cause chain. */
  error(message: string, error: unknown, details?: Readonly<Record<string, unknown>>): void
}

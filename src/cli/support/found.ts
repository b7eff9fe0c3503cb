import type { DaemonStatus } from '../../model/daemon.ts'
import type { Event } from '../../model/event.ts'
import type { Explanation } from '../../model/explanation.ts'
import type { HostReport } from '../../model/host/report.ts'
import type { Instance } from '../../model/instance.ts'
import type { Operation } from '../../model/operation.ts'

/** What is known of one instance. */
export type FoundInstance = {
  readonly instance: Instance
  /** What QEMU said last. */
  readonly engineLog: string
  /** With which words its QEMU runs; empty when it does not. */
  readonly command: readonly string[]
  /** What its next start would run. */
  readonly start: Explanation | undefined
  readonly snapshots: unknown
}

/** Everything that a bundle is made of, secrets included. What could not be found out is undefined, and in `troubles`. */
export type Found = {
  readonly at: Date
  readonly client: { readonly version: string; readonly node: string }
  readonly daemon: DaemonStatus | undefined
  readonly host: HostReport | undefined
  readonly settings: string | undefined
  readonly instances: readonly FoundInstance[]
  readonly operations: readonly Operation[] | undefined
  readonly events: readonly Event[] | undefined
  /** Lists of what there is besides, by name. */
  readonly lists: Readonly<Record<string, unknown>>
  /** The end of the log of the daemon. */
  readonly log: string | undefined
  /** Names, sizes and owners of the files of the daemon. */
  readonly files: string | undefined
  readonly troubles: readonly string[]
}

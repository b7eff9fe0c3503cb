import type { Write } from '../../contract/store.ts'
import type { Report } from '../../kit/report.ts'
import type { OperationId } from '../../model/name.ts'
import type { OperationKind } from '../../model/operation.ts'

/** Who asks: the same key with the same request is the same request, however often it comes. */
export type RequestContext = {
  readonly idempotencyKey?: string | undefined
  /** Tells different requests apart: method, path and hash of the body. */
  readonly fingerprint: string
}

/** A request of the daemon itself. */
export const ownRequest: RequestContext = { fingerprint: 'daemon' }

/** What the work of an operation may use. */
export type Task = {
  readonly id: OperationId
  /** Aborted when a person cancels. */
  readonly signal: AbortSignal
  readonly report: Report
  /** Something the person should know although all went well. */
  readonly note: (text: string) => void
}

export type Work = (task: Task) => Promise<Record<string, unknown> | null>

export type Beginning = {
  readonly kind: OperationKind
  readonly target: string
  readonly cancellable: boolean
  readonly request: RequestContext
  /** Committed together with the record of the operation. */
  readonly writes?: readonly Write[]
  /** Released when the work has ended, or when it could not begin. */
  readonly resources?: Disposable
}

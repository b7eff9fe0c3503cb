import type { OperationListing } from '../model/listing.ts'
import type { Operation } from '../model/operation.ts'
import { call, type CallOptions, open, path, patience, query } from './call.ts'
import { readNews } from './news.ts'
import { RemoteFault } from './remote-fault.ts'
import type { Wire } from './wire.ts'

export type ListOperations = CallOptions & {
  /** How many at most; 100 by default, 1000 at most. */
  readonly limit?: number | undefined
  readonly state?: Operation['state'] | undefined
}

/** Newest first. */
export function listOperations(wire: Wire, options: ListOperations = {}): Promise<OperationListing> {
  const { limit, state } = options
  return call(wire, { method: 'GET', path: `/v1/operations${query({ limit, state })}` }, options)
}

/** `waitMs`: answer when it has ended, or after this time. */
export function showOperation(
  wire: Wire,
  id: string,
  options: CallOptions & { readonly waitMs?: number | undefined } = {},
): Promise<Operation> {
  return call(wire, { method: 'GET', path: path('v1', 'operations', id), ...patience(options) }, options)
}

/** Asks it to stop; it ends when it has undone what it began. */
export function cancelOperation(wire: Wire, id: string, options: CallOptions = {}): Promise<Operation> {
  return call(wire, { method: 'POST', path: path('v1', 'operations', id, 'cancel') }, options)
}

/**
 * Every change of an operation, beginning with how it is now; ends after its end. Leaving the loop hangs up.
 * Throws `daemon.stopping` when the daemon ends before the operation does.
 */
export async function* watchOperation(
  wire: Wire,
  id: string,
  options: CallOptions = {},
): AsyncGenerator<Operation, undefined> {
  const stream = await open(wire, { method: 'GET', path: path('v1', 'operations', id, 'events') }, options)
  for await (const { data } of readNews<Operation>(stream.body)) {
    yield data
    if (data.state !== 'running') return
  }
  options.signal?.throwIfAborted()
  throw cutOff(id)
}

/** Waits for its end and gives it as it is then; throws its fault when it has failed or was cancelled. */
export async function waitForOperation(
  wire: Wire,
  operation: Operation,
  options: CallOptions & { readonly onChange?: ((now: Operation) => void) | undefined } = {},
): Promise<Operation> {
  let now = operation
  if (now.state === 'running') {
    for await (now of watchOperation(wire, operation.id, options)) options.onChange?.(now)
  }
  if (now.problem) throw new RemoteFault(now.problem)
  return now
}

function cutOff(id: string): RemoteFault {
  return new RemoteFault({
    type: 'https://stroj.invalid/fault/daemon.stopping',
    title: `The daemon ended before operation "${id}" did.`,
    status: 503,
    code: 'daemon.stopping',
    hint: `Look what became of it with \`stroj operation show ${id}\`.`,
    details: {},
  })
}

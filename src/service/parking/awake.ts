import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import type { Deps } from '../deps.ts'
import { requireMachine } from '../instance/require-machine.ts'

type Parts = Pick<Deps, 'fleet' | 'parking'>

/** The machine of an instance that runs, woken where it is parked; `action` is what it is wanted for. */
export async function awakeMachine(deps: Parts, record: InstanceRecord, action: string): Promise<Machine> {
  await deps.parking.wake(record.id, `it was needed (${action})`)
  return requireMachine(deps, record, action)
}

/** The same for something that lasts. Until it is disposed of, the instance is not parked. */
export async function inUse(
  deps: Parts,
  record: InstanceRecord,
  { action, use }: { readonly action: string; readonly use: string },
): Promise<{ readonly machine: Machine } & Disposable> {
  using resources = new DisposableStack()
  resources.use(deps.parking.use(record.id, use))
  const machine = await awakeMachine(deps, record, action)
  const held = resources.move()
  return { machine, [Symbol.dispose]: () => held.dispose() }
}

/** What is open, and closed with what it was opened for. */
export function holding<T extends AsyncDisposable>(session: T, held: Disposable): T {
  return {
    ...session,
    [Symbol.asyncDispose]: async () => {
      held[Symbol.dispose]()
      await session[Symbol.asyncDispose]()
    },
  }
}

import type { ExplainedStep } from '../model/explanation.ts'
import type { InstanceId } from '../model/name.ts'

/** Where a memory goes: a file in the folder of the instance, and how large it may be, in bytes. */
export type SuspendTo = { readonly file: string; readonly memoryBytes: number }

/** What was written. `digest`: SHA-256 of the file. */
export type SuspendedMemory = { readonly sizeBytes: number; readonly digest: string }

/** Memories of instances that are suspended. `file`: a name in the folder of the instance. */
export type SuspendedStore = {
  /** Once the guest has gone on it is not. */
  isThere(id: InstanceId, file: string): Promise<boolean>
  /** What is wrong with one, as a clause; undefined when it is as it was written. */
  damage(
    id: InstanceId,
    kept: { readonly file: string; readonly digest: string },
    signal: AbortSignal,
  ): Promise<string | undefined>
  /** Durably. No failure when there is none. */
  discard(id: InstanceId, file: string): Promise<void>
  /** What suspending does, as commands. */
  explain(id: InstanceId, file: string): readonly ExplainedStep[]
}

import type { InstanceSpecInput } from '../model/spec.ts'
import type { TemporaryInput } from '../model/temporary.ts'
import { attend } from './attend.ts'
import type { CallOptions } from './call.ts'
import { execInInstance } from './inside.ts'
import { createInstance, startInstance } from './instance.ts'
import { waitForOperation } from './operation.ts'
import { remove } from './remove.ts'
import { TemporaryInstance } from './temporary-instance.ts'
import type { Wire } from './wire.ts'

/** What a fork may use. What is left out is the default of the spec; there is no way to the host unless `spec` says so. */
export type Fork = CallOptions & {
  /** By default one is made up from the image. */
  readonly name?: string | undefined
  readonly cpus?: number | undefined
  /** Such as `2GiB`. */
  readonly memory?: string | number | undefined
  /** Size of its disk, at least that of the image. */
  readonly disk?: string | number | undefined
  /** isolated: a network card that leads nowhere; user: the way outside, not to the host; none: no card. */
  readonly network?: 'isolated' | 'user' | 'none' | undefined
  /** How long it may live in all, such as `15m`; it is deleted then, whatever it does. Without it, as long as the program. */
  readonly timeLimit?: string | number | undefined
  /** How long it outlives a program that has died; 60 seconds. At least 10. */
  readonly unattendedSeconds?: number | undefined
  /** How long its guest may take to answer, in milliseconds; five minutes, for one that has to boot and is emulated. */
  readonly readyTimeoutMs?: number | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
  /** Any other key of a spec. It wins over the options above. */
  readonly spec?: InstanceSpecInput | undefined
}

/**
 * A machine of one's own, ready: made from an image, from a warm one where there is one, started, and answering. Leaving its
 * scope deletes it with all that was in it; when the program dies instead, the daemon does, after `unattendedSeconds`.
 */
export async function fork(wire: Wire, image: string, options: Fork = {}): Promise<TemporaryInstance> {
  const { signal, name, unattendedSeconds = 60, readyTimeoutMs = 300_000 } = options
  const temporary: TemporaryInput = {
    unattended: unattendedSeconds,
    ...(options.timeLimit !== undefined && { limit: options.timeLimit }),
  }
  const want = { ...(name !== undefined && { name }), spec: specOf(image, options), temporary }
  const making = await createInstance(wire, want, { signal })
  const attendance = attend(wire, making.target, unattendedSeconds)
  try {
    await waitForOperation(wire, making, { signal })
    await waitForOperation(wire, await startInstance(wire, making.target, { signal }), { signal })
    await execInInstance(wire, making.target, { command: ['true'], readyTimeoutMs }, { signal })
    return new TemporaryInstance(wire, making.target, attendance)
  } catch (error) {
    attendance[Symbol.dispose]()
    // What kept it from becoming ready is what the caller should hear; the rest is done by its lifetime.
    await remove(wire, making.target).catch(() => undefined)
    throw error
  }
}

function specOf(image: string, { cpus, memory, disk, network = 'isolated', labels, spec }: Fork): InstanceSpecInput {
  return {
    image,
    nics: network === 'none' ? [] : [{ network }],
    ...(cpus !== undefined && { cpus }),
    ...(memory !== undefined && { memory }),
    ...(disk !== undefined && { disk }),
    ...(labels !== undefined && { labels: { ...labels } }),
    ...spec,
  }
}

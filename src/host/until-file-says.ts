import { readTextIfAny } from './files.ts'
import { Watch } from './watch.ts'

/** Resolves as soon as a small file, which must exist, has text that fits. Rejects with the signal's reason. */
export async function untilFileSays(path: string, pattern: RegExp, signal: AbortSignal): Promise<void> {
  using watch = Watch.on(path)
  while (!pattern.test((await readTextIfAny(path)) ?? '')) {
    signal.throwIfAborted()
    await watch.changed(signal)
  }
}

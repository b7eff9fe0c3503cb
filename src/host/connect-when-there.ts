import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectUnix, type Duplex } from './unix-socket.ts'
import { Watch } from './watch.ts'

/** Connects to a unix socket as soon as it listens; its folder must exist. Rejects with the signal's reason. */
export async function connectWhenThere(path: string, signal: AbortSignal): Promise<Duplex> {
  using watch = Watch.on(dirname(path))
  for (let pauseMs = 1; ; ) {
    try {
      return await connectUnix(path, signal)
    } catch (error) {
      signal.throwIfAborted()
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') await watch.changed(signal)
      else if (code === 'ECONNREFUSED' || code === 'EAGAIN') {
        // Between bind and listen, or its queue is full; neither is seen by inotify.
        await sleep(pauseMs, undefined, { signal }).catch(() => {})
        pauseMs = Math.min(pauseMs * 2, 50)
      } else throw error
    }
  }
}

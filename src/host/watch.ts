import { type FSWatcher, watch } from 'node:fs'

/** Tells when a file or folder changes, through inotify. Nothing is missed between two calls of `changed`. */
export class Watch implements Disposable {
  readonly #watcher: FSWatcher
  #happened = false
  #wake: (() => void) | undefined

  private constructor(watcher: FSWatcher, entry: string | undefined) {
    this.#watcher = watcher
    watcher.on('change', (_kind, name) => {
      if (entry === undefined || name === null || name === entry) this.#note()
    })
    // A watched folder that is removed counts as changed: whoever looks then sees it.
    watcher.on('error', () => this.#note())
  }

  /** The path must exist; else the system's error is thrown. Of a folder, one entry alone can be watched. */
  static on(path: string, entry?: string): Watch {
    return new Watch(watch(path), entry)
  }

  /** Undefined when there is nothing at the path. */
  static ifThere(path: string, entry?: string): Watch | undefined {
    try {
      return Watch.on(path, entry)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  /** Resolves at the next change, or at once when there was one since the last call; also when the signal is aborted. */
  async changed(signal: AbortSignal): Promise<void> {
    if (!this.#happened && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const wake = () => resolve()
      this.#wake = wake
      signal.addEventListener('abort', wake, { once: true })
      await promise
      signal.removeEventListener('abort', wake)
    }
    this.#happened = false
  }

  #note(): void {
    this.#happened = true
    this.#wake?.()
  }

  [Symbol.dispose](): void {
    this.#watcher.close()
    this.#wake?.()
  }
}

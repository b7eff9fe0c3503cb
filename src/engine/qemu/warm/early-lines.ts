import { connectWhenThere } from '../../../host/connect-when-there.ts'
import { connectUnix, type Duplex } from '../../../host/unix-socket.ts'
import type { RunFiles } from '../machine/run-files.ts'

/**
 * The lines to a guest, held before it goes on. Its drivers are told of everyone who comes or goes meanwhile, and an agent whose
 * line nobody holds looks only every 100 ms whether somebody does.
 */
export class EarlyLines {
  readonly #files: Pick<RunFiles, 'agent' | 'identity'>
  #agent: Duplex | undefined
  #identity: Duplex | undefined

  constructor(files: Pick<RunFiles, 'agent' | 'identity'>) {
    this.#files = files
  }

  /** `isTold`: somebody in the guest waits on the line for identities. */
  async connect(isTold: boolean, signal: AbortSignal): Promise<void> {
    ;[this.#agent, this.#identity] = await Promise.all([
      connectWhenThere(this.#files.agent, signal),
      isTold ? connectWhenThere(this.#files.identity, signal) : undefined,
    ])
  }

  /** The line to the agent that is held already, the first time; a new one after it. */
  async agent(signal: AbortSignal): Promise<Duplex> {
    const held = this.#agent
    this.#agent = undefined
    return held ?? (await connectUnix(this.#files.agent, signal))
  }

  /** Who asks for it closes it. */
  identity(): Duplex | undefined {
    const held = this.#identity
    this.#identity = undefined
    return held
  }

  close(): void {
    this.#agent?.close()
    this.#identity?.close()
  }
}

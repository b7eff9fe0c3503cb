import type { CallOptions } from './call.ts'
import { type Exec, execInInstance, type ExecOutput } from './inside.ts'
import { remove } from './remove.ts'
import type { Wire } from './wire.ts'

/** How a command ended. Texts are the bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
export type Finished = ExecOutput & { readonly stdoutText: string; readonly stderrText: string }

export type RunOptions = CallOptions & Omit<Exec, 'command' | 'readyTimeoutMs'>

/** An instance that lives as long as the scope that it was made in. */
export class TemporaryInstance implements AsyncDisposable {
  /** For every other call of the client. */
  readonly name: string
  readonly #wire: Wire
  readonly #attendance: Disposable

  /** `attendance` renews it meanwhile. */
  constructor(wire: Wire, name: string, attendance: Disposable) {
    this.#wire = wire
    this.name = name
    this.#attendance = attendance
  }

  /**
   * Runs a command in the guest, and waits for its end; an exit code other than 0 is not thrown. Throws `exec.timeout` after
   * `timeoutMs` (an hour), and the reason of the signal when it is aborted; both kill the command and its children.
   */
  async exec(command: readonly string[], { signal, ...want }: RunOptions = {}): Promise<Finished> {
    const result = await execInInstance(this.#wire, this.name, { ...want, command: [...command] }, { signal })
    return { ...result, stdoutText: textOf(result.stdout), stderrText: textOf(result.stderr) }
  }

  /** Deletes it; leaving its scope with `await using` does the same. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#attendance[Symbol.dispose]()
    await remove(this.#wire, this.name)
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

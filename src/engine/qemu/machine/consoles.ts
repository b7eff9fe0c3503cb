import type { ConsoleLine, ConsoleSession } from '../../../contract/engine.ts'
import type { Clock } from '../../../contract/clock.ts'
import { Fault } from '../../../model/fault.ts'
import { ConsoleInput } from '../console/input.ts'
import { keepBounded } from '../console/keep-bounded.ts'
import { openConsole } from '../console/session.ts'
import type { RunFiles } from './run-files.ts'

/** The console lines of one machine, and the size of its logs. */
export class Consoles {
  readonly #name: string
  readonly #inputs: Readonly<Record<ConsoleLine, ConsoleInput>>
  readonly #logs: Readonly<Record<ConsoleLine, string>>
  readonly #over: AbortSignal

  /** `over` is aborted when the machine is gone or no longer in our care; what was written is still read after it. */
  constructor(name: string, files: RunFiles, clock: Pick<Clock, 'sleep'>, over: AbortSignal) {
    this.#name = name
    this.#inputs = { serial: new ConsoleInput(files.serial), shell: new ConsoleInput(files.shell) }
    this.#logs = { serial: files.serialLog, shell: files.shellLog }
    this.#over = over
    for (const log of [files.serialLog, files.shellLog, files.engineLog]) void keepBounded(log, clock, over)
    over.addEventListener('abort', () => this.#close(), { once: true })
  }

  async attach(line: ConsoleLine): Promise<ConsoleSession> {
    try {
      return await openConsole(this.#inputs[line], this.#logs[line], this.#over)
    } catch (cause) {
      throw new Fault('instance.no-console', { name: this.#name, line }, { cause })
    }
  }

  #close(): void {
    for (const input of Object.values(this.#inputs)) input.close()
  }
}

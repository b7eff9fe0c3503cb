import { join } from 'node:path'
import { type ServerOptions, makeServer } from '../../src/api/server.ts'
import { unixWire } from '../../src/connect/unix-wire.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import type { DaemonStatus } from '../../src/model/daemon.ts'
import { makeClient, type Stroj } from '../../src/sdk/client.ts'
import type { Wire } from '../../src/sdk/wire.ts'
import { fakeListener } from '../fake/listener.ts'
import { ServiceBench } from './service-bench.ts'

/** The API over services with fakes below them, on a socket of its own. */
export class ApiBench implements AsyncDisposable {
  readonly services: ServiceBench
  readonly socket: string
  readonly wire: Wire
  readonly client: Stroj
  /** How often the daemon was asked to stop. */
  stops = 0
  /** The next call of the daemon's status throws this. */
  statusFailure: Error | undefined
  readonly #resources = new AsyncDisposableStack()

  private constructor(services: ServiceBench, socket: string) {
    this.services = services
    this.socket = socket
    this.wire = unixWire({ socket })
    this.client = makeClient(this.wire)
  }

  static async make(options: ServerOptions = {}): Promise<ApiBench> {
    const dir = await TempDir.make('stroj-api')
    const bench = new ApiBench(new ServiceBench(), join(dir.path, 's'))
    bench.#resources.use(dir)
    const daemon = {
      version: '1.2.3',
      epoch: 'abcdefgh',
      listener: fakeListener(),
      status: async () => bench.#status(),
      requestStop: () => {
        bench.stops += 1
      },
    }
    const server = await makeServer(bench.services.deps, daemon, options)
    await server.listen({ path: bench.socket })
    bench.#resources.defer(() => server.close())
    return bench
  }

  /** Ends the server, as a daemon that stops does. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync()
  }

  #status(): DaemonStatus {
    if (this.statusFailure) throw this.statusFailure
    return {
      version: '1.2.3',
      pid: 4711,
      startedAt: this.services.clock.now().toISOString(),
      mode: 'user',
      socket: this.socket,
      stateDirectory: '/state',
      logFile: null,
      instances: 0,
      running: 0,
      alarm: null,
      memoryBytes: 50_000_000,
    }
  }
}

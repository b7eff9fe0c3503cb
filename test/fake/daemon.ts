import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeServer } from '../../src/api/server.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import type { DaemonStatus } from '../../src/model/daemon.ts'
import { version } from '../../src/model/version.ts'
import { fakeListener } from './listener.ts'
import { ServiceBench } from '../support/service-bench.ts'

/** A daemon over fakes behind a real socket, in a home of its own: for tests of what stands on the other side. */
export class FakeDaemon implements AsyncDisposable {
  readonly bench = new ServiceBench()
  /** STROJ_HOME for its clients. */
  readonly home: string
  readonly #resources: AsyncDisposableStack

  private constructor(home: string, resources: AsyncDisposableStack) {
    this.home = home
    this.#resources = resources
  }

  static async open(): Promise<FakeDaemon> {
    const resources = new AsyncDisposableStack()
    const folder = resources.use(await TempDir.make('stroj'))
    const daemon = new FakeDaemon(folder.path, resources)
    mkdirSync(join(folder.path, 'run'))
    const socket = join(folder.path, 'run/strojd.sock')
    const server = await makeServer(daemon.bench.deps, {
      version,
      epoch: 'fakefake',
      listener: fakeListener(),
      status: async () => daemon.#status(socket),
      requestStop: () => undefined,
    })
    await server.listen({ path: socket })
    resources.defer(() => server.close())
    return daemon
  }

  #status(socket: string): DaemonStatus {
    return {
      version,
      pid: process.pid,
      startedAt: this.bench.clock.now().toISOString(),
      mode: 'user',
      socket,
      stateDirectory: join(this.home, 'state'),
      logFile: null,
      instances: 0,
      running: 0,
      alarm: null,
      memoryBytes: 2 ** 26,
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync()
  }
}

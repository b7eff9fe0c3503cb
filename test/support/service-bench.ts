import type { Log } from '../../src/contract/log.ts'
import { InstanceName } from '../../src/model/name.ts'
import type { Operation } from '../../src/model/operation.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../src/model/spec.ts'
import { type Deps, makeDeps } from '../../src/service/deps.ts'
import { createImage } from '../../src/service/image/create.ts'
import { createInstance } from '../../src/service/instance/create.ts'
import { startInstance } from '../../src/service/instance/start.ts'
import { ownRequest } from '../../src/service/operation/begin.ts'
import { recover } from '../../src/service/recover.ts'
import { FakeClock, fakeRandom } from '../fake/clock.ts'
import { FakeHost, fakeEngine } from '../fake/engine.ts'
import { FakeComputer } from '../fake/host.ts'
import { FakeLibrary } from '../fake/library.ts'
import { FakeVolumeStore } from '../fake/volume-store.ts'
import { FakeUsageKeeper } from '../fake/usage-keeper.ts'
import { FakeStore } from '../fake/store.ts'

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** A daemon's services over fakes. `reborn` is what the next daemon finds on the same host and store. */
export class ServiceBench {
  readonly host = new FakeHost()
  readonly computer = new FakeComputer()
  readonly store = new FakeStore()
  readonly clock = new FakeClock()
  readonly library = new FakeLibrary()
  readonly volumes = new FakeVolumeStore()
  readonly usageKeeper = new FakeUsageKeeper()
  readonly random = fakeRandom()
  deps: Deps = this.#make()

  async reborn(): Promise<Awaited<ReturnType<typeof recover>>> {
    this.deps = this.#make()
    return recover(this.deps)
  }

  /** An instance of `debian:12` that is stopped. */
  async create(name: string, spec: InstanceSpecInput = {}): Promise<InstanceName> {
    await this.done(
      await createImage(this.deps, { kind: 'build', recipe: 'debian', rebuild: false, packages: [] }, ownRequest),
    )
    const want = { name: InstanceName.parse(name), spec: InstanceSpec.parse({ image: 'debian', ...spec }) }
    await this.done(await createInstance(this.deps, want, ownRequest))
    return want.name
  }

  async createRunning(name: string, spec: InstanceSpecInput = {}): Promise<InstanceName> {
    const created = await this.create(name, spec)
    await this.done(await startInstance(this.deps, created, ownRequest))
    return created
  }

  /** The operation when it has ended, whatever its end. */
  async ended({ id }: Operation): Promise<Operation> {
    for await (const operation of this.deps.operations.watch(id, AbortSignal.timeout(5000))) {
      if (operation.state !== 'running') return operation
    }
    throw new Error('the operation has no end')
  }

  /** The operation when it has ended well. */
  async done(operation: Operation): Promise<Operation> {
    const ended = await this.ended(operation)
    if (ended.state !== 'done') throw new Error(`${ended.kind} ${ended.state}: ${ended.problem?.title}`)
    return ended
  }

  async guestOf(name: InstanceName) {
    const found = await this.store.get('instance', name)
    if (!found) throw new Error(`there is no ${name}`)
    return this.host.guest(found.value.id)
  }

  #make(): Deps {
    const { store, clock, library, volumes, usageKeeper, random, computer } = this
    return makeDeps({
      store,
      clock,
      library,
      volumes,
      usageKeeper,
      random,
      host: computer,
      engine: fakeEngine(this.host),
      log: silent,
      automaticWarming: false,
    })
  }
}

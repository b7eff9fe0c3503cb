import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Fault } from '../../../src/model/fault.ts'
import { InstanceStop } from '../../../src/model/instance.ts'
import { InstanceName } from '../../../src/model/name.ts'
import type { Operation } from '../../../src/model/operation.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { createInstance } from '../../../src/service/instance/create.ts'
import { deleteInstance } from '../../../src/service/instance/delete.ts'
import { killInstance } from '../../../src/service/instance/kill.ts'
import { pauseInstance } from '../../../src/service/instance/pause.ts'
import { renameInstance } from '../../../src/service/instance/rename.ts'
import { resetInstance } from '../../../src/service/instance/reset.ts'
import { restartInstance } from '../../../src/service/instance/restart.ts'
import { resumeInstance } from '../../../src/service/instance/resume.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { startInstance } from '../../../src/service/instance/start.ts'
import { stopInstance } from '../../../src/service/instance/stop.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { type Act, isUp, leads, type State } from '../../support/lifecycle-model.ts'
import { ServiceBench } from '../../support/service-bench.ts'

/** What is there, as somebody thinks who has never seen how it is made. */
type Model = { readonly instances: Map<string, State> }
type Real = { readonly bench: ServiceBench }
type Command = fc.AsyncCommand<Model, Real>

const never = new AbortController().signal
const stop = InstanceStop.parse({ timeoutMs: 60_000 })

const acts = {
  start: (bench, name) => startInstance(bench.deps, name, ownRequest),
  stop: (bench, name) => stopInstance(bench.deps, name, stop, ownRequest),
  kill: (bench, name) => killInstance(bench.deps, name, ownRequest),
  pause: (bench, name) => pauseInstance(bench.deps, name, ownRequest),
  resume: (bench, name) => resumeInstance(bench.deps, name, ownRequest),
  reset: (bench, name) => resetInstance(bench.deps, name, ownRequest),
  restart: (bench, name) => restartInstance(bench.deps, name, stop, ownRequest),
} as const satisfies Record<Act, (bench: ServiceBench, name: InstanceName) => Promise<Operation>>

/** All that is seen is as it is thought to be: states, machines, folders. */
async function assertSame({ instances }: Model, { bench }: Real): Promise<void> {
  for (const [name, state] of instances) {
    assert.equal((await showInstance(bench.deps, InstanceName.parse(name), never)).state.kind, state, name)
  }
  assert.equal(await bench.store.count('instance'), instances.size)
  assert.equal(bench.host.kept.size, instances.size)
  assert.equal(bench.host.prepared.size + bench.host.released.size, 0)
  const alive = [...bench.host.guests.values()].filter(({ ending }) => !ending)
  assert.equal(alive.length, [...instances.values()].filter(isUp).length)
  assert.equal(bench.deps.operations.running().length, 0)
}

function command(said: string, run: (model: Model, real: Real) => Promise<void>): Command {
  return {
    check: () => true,
    run: async (model, real) => {
      await run(model, real)
      await assertSame(model, real)
    },
    toString: () => said,
  }
}

async function assertRefused(begun: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(begun, (error) => error instanceof Fault && error.code === code)
}

const create = (name: string) =>
  command(`create ${name}`, async ({ instances }, { bench }) => {
    const want = { name: InstanceName.parse(name), spec: InstanceSpec.parse({ disk: '1MiB' }) }
    const begun = createInstance(bench.deps, want, ownRequest)
    if (instances.has(name)) return assertRefused(begun, 'instance.exists')
    await bench.done(await begun)
    instances.set(name, 'stopped')
  })

const act = (what: Act, name: string) =>
  command(`${what} ${name}`, async ({ instances }, { bench }) => {
    const state = instances.get(name)
    const begun = acts[what](bench, InstanceName.parse(name))
    if (!state) return assertRefused(begun, 'instance.not-found')
    const next = leads[what][state]
    if (!next) return assertRefused(begun, 'instance.wrong-state')
    await bench.done(await begun)
    instances.set(name, next)
  })

const remove = (name: string, force: boolean) =>
  command(`delete ${name}${force ? ' by force' : ''}`, async ({ instances }, { bench }) => {
    const begun = deleteInstance(bench.deps, InstanceName.parse(name), { force }, ownRequest)
    if (!instances.has(name)) return assertRefused(begun, 'instance.not-found')
    if (isUp(instances.get(name)) && !force) return assertRefused(begun, 'instance.wrong-state')
    await bench.done(await begun)
    instances.delete(name)
  })

const rename = (name: string, to: string) =>
  command(`rename ${name} to ${to}`, async ({ instances }, { bench }) => {
    const state = instances.get(name)
    const begun = renameInstance(bench.deps, InstanceName.parse(name), InstanceName.parse(to))
    if (!state) return assertRefused(begun, 'instance.not-found')
    if (name !== to && instances.has(to)) return assertRefused(begun, 'instance.exists')
    await begun
    instances.delete(name)
    instances.set(to, state)
  })

/** The guest ends by itself: in good order, or killed from outside. */
const end = (name: string, crashed: boolean) =>
  command(`${name} ${crashed ? 'crashes' : 'shuts down'}`, async ({ instances }, { bench }) => {
    if (!isUp(instances.get(name))) return
    const parsed = InstanceName.parse(name)
    const guest = await bench.guestOf(parsed)
    if (crashed) guest.crash('killed by signal 9')
    else guest.shutDown()
    await bench.deps.fleet.ended((await showInstance(bench.deps, parsed, never)).id, AbortSignal.timeout(5000))
    instances.set(name, crashed ? 'failed' : 'stopped')
  })

const daemonDies = command('the daemon is killed', async (_model, { bench }) => {
  await bench.deps.fleet.release()
  await bench.reborn()
})

/** Where a daemon may be killed, and what the next one makes of that. */
const cuts = {
  'before QEMU is there': { call: 'launch', next: 'stopped' },
  'before QEMU is spoken to': { call: 'open', next: 'running' },
} as const

const daemonDiesInStart = (name: string, where: keyof typeof cuts) =>
  command(`the daemon is killed in the start of ${name}, ${where}`, async ({ instances }, { bench }) => {
    const state = instances.get(name)
    if (state !== 'stopped' && state !== 'failed') return
    const { call, next } = cuts[where]
    bench.host.hold(call)
    await startInstance(bench.deps, InstanceName.parse(name), ownRequest)
    await untilCalled(bench, call)
    await bench.deps.fleet.release()
    bench.host.hold(call)()
    await bench.reborn()
    instances.set(name, next)
    await untilQuiet(bench)
  })

const daemonDiesInDelete = (name: string) =>
  command(`the daemon is killed in the deletion of ${name}`, async ({ instances }, { bench }) => {
    if (!instances.has(name)) return
    bench.host.hold('release')
    await deleteInstance(bench.deps, InstanceName.parse(name), { force: true }, ownRequest)
    await untilCalled(bench, 'release')
    await bench.deps.fleet.release()
    bench.host.hold('release')()
    await bench.reborn()
    await untilQuiet(bench)
    instances.delete(name)
  })

async function untilCalled({ host }: ServiceBench, call: string): Promise<void> {
  const before = host.calls.length
  while (!host.calls.slice(Math.max(0, before - 1)).some((each) => each.startsWith(`${call} `))) await turn()
  await turn()
}

/** What the next daemon goes on with has ended. */
async function untilQuiet({ deps }: ServiceBench): Promise<void> {
  while (deps.operations.running().length > 0) await turn()
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

const names = fc.constantFrom('one', 'two')
const whats = fc.constantFrom(...(Object.keys(acts) as Act[]))
const places = fc.constantFrom(...(Object.keys(cuts) as (keyof typeof cuts)[]))

/** What leads on more often than what leads back. */
const commands = fc.oneof(
  { weight: 4, arbitrary: names.map(create) },
  { weight: 4, arbitrary: names.map((name) => act('start', name)) },
  { weight: 10, arbitrary: fc.tuple(whats, names).map(([what, name]) => act(what, name)) },
  { weight: 1, arbitrary: fc.tuple(names, fc.boolean()).map(([name, force]) => remove(name, force)) },
  { weight: 1, arbitrary: fc.tuple(names, names).map(([name, to]) => rename(name, to)) },
  { weight: 2, arbitrary: fc.tuple(names, fc.boolean()).map(([name, crashed]) => end(name, crashed)) },
  { weight: 2, arbitrary: fc.constant(daemonDies) },
  { weight: 1, arbitrary: fc.tuple(names, places).map(([name, where]) => daemonDiesInStart(name, where)) },
  { weight: 1, arbitrary: names.map(daemonDiesInDelete) },
)

test('whatever is asked for in whatever order, and whenever the daemon is killed, instances are as a person would think', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(commands, { minLength: 10, maxLength: 60, size: 'max' }), async (list) => {
      const model: Model = { instances: new Map() }
      await fc.asyncModelRun(() => ({ model, real: { bench: new ServiceBench() } }), list)
    }),
    { numRuns: 100 },
  )
})

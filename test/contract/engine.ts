import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConsoleSession, Ending, Engine, Machine, MachineNews } from '../../src/contract/engine.ts'
import type { ProcessIdentity } from '../../src/contract/store.ts'
import type { InstanceId } from '../../src/model/name.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'

/** One host with one instance that is prepared, kept and at rest. Disposing checks that nothing is left of it. */
export type EngineBench = AsyncDisposable & {
  readonly engine: Engine
  /** What a daemon that is started later has. */
  newEngine(): Engine
  /**
   * The guest says `ready`, echoes what it reads, and shuts down at the power button or when it reads `!`. There is a
   * serial line, and no agent.
   */
  readonly plan: StartPlan
  /** The same with a disk of its own, `disk1.qcow2`. */
  readonly planWithDisk: StartPlan
  /** Cannot be started, whatever one does. */
  readonly impossiblePlan: StartPlan
  /** Someone else kills it. */
  killFromOutside(process: ProcessIdentity): void
}

const forever = new AbortController().signal
const soon = () => AbortSignal.timeout(10_000)

/** What every engine must do. Run it for the fake and for QEMU. */
export function engineContract(name: string, make: () => Promise<EngineBench>): void {
  describe(`${name} keeps the engine contract`, { timeout: 120_000 }, () => {
    test('what is launched runs, and is what its identity says', async () => {
      await using bench = await make()
      await using running = await start(bench)
      const { machine, process } = running
      assert.deepEqual(await machine.status(forever), { kind: 'running' })
      assert.deepEqual(machine.process, process)
    })

    test('the processors that a guest can have are known by name, with their features', async () => {
      await using bench = await make()
      const { models, features, ...rest } = await bench.engine.cpuModels('x86_64', 'tcg', soon())
      assert.deepEqual(rest, { arch: 'x86_64', accelerator: 'tcg' })
      for (const wanted of ['host', 'max', 'Nehalem']) assert.ok(models.some(({ name }) => name === wanted))
      assert.deepEqual(models.find(({ name }) => name === 'max')?.lacking, [])
      assert.ok(features?.includes('aes'))
    })

    test('it can be paused and resumed, and tells so', async () => {
      await using bench = await make()
      await using running = await start(bench)
      const { machine, news } = running
      await machine.pause(forever)
      assert.deepEqual(await machine.status(forever), { kind: 'paused' })
      assert.deepEqual(await news.next('status'), { kind: 'status', status: { kind: 'paused' } })
      await machine.pause(forever)
      await machine.resume(forever)
      assert.deepEqual(await machine.status(forever), { kind: 'running' })
      assert.deepEqual(await news.next('status'), { kind: 'status', status: { kind: 'running' } })
    })

    test('a reset begins the guest anew, and is told', async () => {
      await using bench = await make()
      await using running = await start(bench)
      const { machine, news } = running
      await using console = await view(machine)
      await console.until(/ready/)
      await machine.reset(forever)
      await news.next('guest-reset')
      await console.until(/ready[^]*ready/)
    })

    test('the power button makes the guest shut down', async () => {
      await using bench = await make()
      await using running = await start(bench)
      await using console = await view(running.machine)
      await console.until(/ready/)
      await running.machine.powerDown(forever)
      assert.equal((await running.news.ending()).kind, 'guest-shutdown')
    })

    test('a guest that shuts down by itself has ended, without being asked', async () => {
      await using bench = await make()
      await using running = await start(bench)
      await using console = await view(running.machine)
      await console.until(/ready/)
      await console.type('!')
      assert.deepEqual(await running.news.ending(), { kind: 'guest-shutdown', reason: 'the guest shut down' })
      // A viewer's output ends with the machine.
      await console.end()
    })

    test('after kill the process is gone, and the end was asked for', async () => {
      await using bench = await make()
      await using running = await start(bench)
      const { machine, news, process } = running
      await machine.kill(soon())
      assert.equal((await news.ending()).kind, 'asked')
      const opened = await bench.engine.open(bench.plan.id, bench.plan.uuid, process, forever)
      assert.ok('ended' in opened)
    })

    test('a machine killed from outside has crashed, which is known within two seconds', async () => {
      await using bench = await make()
      await using running = await start(bench)
      const since = performance.now()
      bench.killFromOutside(running.process)
      const ending = await running.news.ending()
      assert.equal(ending.kind, 'crashed')
      assert.match(ending.reason, /killed/)
      assert.ok(performance.now() - since < 2000)
    })

    test('a machine outlives its daemon, and the next one takes it over', async () => {
      await using bench = await make()
      const running = await start(bench)
      await running[Symbol.asyncDispose]()
      await using again = await reopen(bench, running.process)
      assert.equal(again.machine.process.pid, running.process.pid)
      assert.deepEqual(await again.machine.status(forever), { kind: 'running' })
      await again.machine.kill(soon())
      assert.equal((await again.news.ending()).kind, 'asked')
    })

    test('how a machine ended while no daemon was there is still known', async () => {
      await using bench = await make()
      const running = await start(bench)
      await running[Symbol.asyncDispose]()
      bench.killFromOutside(running.process)
      const engine = bench.newEngine()
      while (await engine.find(bench.plan.id, bench.plan.uuid));
      const opened = await engine.open(bench.plan.id, bench.plan.uuid, running.process, forever)
      assert.ok('ended' in opened)
      assert.equal(opened.ended.kind, 'crashed')
    })

    test('another process with the same number is not taken for the machine', async () => {
      await using bench = await make()
      await using running = await start(bench)
      const other = { ...running.process, startTicks: running.process.startTicks + 1 }
      assert.ok('ended' in (await bench.engine.open(bench.plan.id, bench.plan.uuid, other, forever)))
    })

    test('a machine that was launched and not recorded is found', async () => {
      await using bench = await make()
      const { id, uuid } = bench.plan
      assert.equal(await bench.engine.find(id, uuid), undefined)
      const process = await bench.engine.launch(bench.plan, forever)
      assert.deepEqual(await bench.newEngine().find(id, uuid), process)
      assert.equal(await bench.engine.find(id, crypto.randomUUID()), undefined)
      await bench.newEngine().cleanUp(id, uuid)
      assert.equal(await bench.engine.find(id, uuid), undefined)
    })

    test('what is typed reaches the guest, and every viewer sees it', async () => {
      await using bench = await make()
      await using running = await start(bench)
      await using first = await view(running.machine)
      await first.until(/ready/)
      await using second = await view(running.machine)
      await second.until(/ready/)
      await second.type('abc')
      await Promise.all([first.until(/abc/), second.until(/abc/)])
      await second[Symbol.asyncDispose]()
      await first.type('def')
      await first.until(/abcdef/)
    })

    test('the log is there after another daemon has taken over', async () => {
      await using bench = await make()
      const running = await start(bench)
      const console = await view(running.machine)
      await console.until(/ready/)
      await console[Symbol.asyncDispose]()
      await running[Symbol.asyncDispose]()
      await using again = await reopen(bench, running.process)
      await using later = await view(again.machine)
      await later.until(/ready/)
      assert.match(await textOf(bench.newEngine(), bench.plan.id), /ready/)
    })

    test('following the log ends with the signal', async () => {
      await using bench = await make()
      await using _running = await start(bench)
      const stop = new AbortController()
      const log = bench.engine.log(bench.plan.id, 'serial', { tailBytes: 1000, follow: true }, stop.signal)
      let text = ''
      for await (const piece of log) {
        text += new TextDecoder().decode(piece)
        if (text.includes('ready')) stop.abort()
      }
      assert.match(text, /ready/)
    })

    test('a line that is not there cannot be attached', async () => {
      await using bench = await make()
      await using running = await start({ ...bench, plan: { ...bench.plan, serial: false } })
      await assert.rejects(running.machine.attach('serial', null), hasCode('instance.no-console'))
    })

    test('waiting for an agent that does not come ends with the reason of the signal', async () => {
      await using bench = await make()
      await using running = await start(bench)
      const reason = new Error('no patience')
      await assert.rejects(running.machine.agentReady(AbortSignal.abort(reason)), (error) => error === reason)
      assert.deepEqual(await running.machine.addresses(forever), [])
      const request = { command: ['true'], environment: {}, timeoutMs: 1000, readyTimeoutMs: 0 }
      await assert.rejects(running.machine.exec(request, forever), hasCode('agent.silent'))
      await running.machine.resizeConsole('serial', { columns: 80, rows: 24 }, forever)
    })

    test('what cannot be started says why', async () => {
      await using bench = await make()
      const { id, uuid } = bench.impossiblePlan
      const process = await bench.engine.launch(bench.impossiblePlan, forever)
      const opened = await bench.engine.open(id, uuid, process, forever)
      assert.ok('ended' in opened)
      assert.equal(opened.ended.kind, 'crashed')
      assert.match(opened.ended.reason, /machine type/)
    })

    test('an aborted call changes nothing', async () => {
      await using bench = await make()
      const { id, uuid } = bench.plan
      const reason = new Error('changed my mind')
      await assert.rejects(bench.engine.launch(bench.plan, AbortSignal.abort(reason)), (error) => error === reason)
      assert.equal(await bench.engine.find(id, uuid), undefined)
      await using running = await start(bench)
      await assert.rejects(running.machine.pause(AbortSignal.abort(reason)), (error) => error === reason)
      await assert.rejects(running.machine.kill(AbortSignal.abort(reason)), (error) => error === reason)
      assert.deepEqual(await running.machine.status(forever), { kind: 'running' })
    })

    test('cleaning up where nothing is left is no failure', async () => {
      await using bench = await make()
      await bench.engine.cleanUp(bench.plan.id, bench.plan.uuid)
      await bench.engine.cleanUp(bench.plan.id, bench.plan.uuid)
    })

    test('it can be started again after it has ended', async () => {
      await using bench = await make()
      const first = await start(bench)
      await first.machine.kill(soon())
      await first[Symbol.asyncDispose]()
      await bench.engine.cleanUp(bench.plan.id, bench.plan.uuid)
      await using second = await start(bench)
      assert.notEqual(second.process.pid, first.process.pid)
      assert.deepEqual(await second.machine.status(forever), { kind: 'running' })
    })
  })
}

type Running = AsyncDisposable & { readonly machine: Machine; readonly process: ProcessIdentity; readonly news: News }

async function start({ engine, plan }: Pick<EngineBench, 'engine' | 'plan'>): Promise<Running> {
  const process = await engine.launch(plan, forever)
  return take(engine, plan, process)
}

async function reopen(bench: EngineBench, process: ProcessIdentity): Promise<Running> {
  return take(bench.newEngine(), bench.plan, process)
}

async function take(engine: Engine, { id, uuid }: StartPlan, process: ProcessIdentity): Promise<Running> {
  const opened = await engine.open(id, uuid, process, forever)
  if ('ended' in opened) throw new Error(`it has ended: ${opened.ended.reason}`)
  const news = new News(opened.news)
  return { machine: opened, process, news, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
}

/** Reads news one kind at a time, passing over the others. */
class News {
  readonly #news: AsyncIterator<MachineNews>

  constructor(news: AsyncIterable<MachineNews>) {
    this.#news = news[Symbol.asyncIterator]()
  }

  async next<K extends MachineNews['kind']>(kind: K): Promise<Extract<MachineNews, { kind: K }>> {
    for (;;) {
      const { done, value } = await this.#news.next()
      if (done === true) throw new Error(`the news ended before ${kind} came`)
      if (value.kind === kind) return value as Extract<MachineNews, { kind: K }>
    }
  }

  /** The last news; nothing comes after it. */
  async ending(): Promise<Ending> {
    const { ending } = await this.next('ended')
    assert.equal((await this.#news.next()).done, true)
    return ending
  }
}

/** A viewer of the serial line that remembers what it saw. */
class Viewer implements AsyncDisposable {
  readonly #session: ConsoleSession
  readonly #output: AsyncIterator<Uint8Array>
  #text = ''

  constructor(session: ConsoleSession) {
    this.#session = session
    this.#output = session.output[Symbol.asyncIterator]()
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#text)) {
      const { done, value } = await this.#output.next()
      if (done === true) throw new Error(`the output ended before ${String(pattern)}: ${this.#text}`)
      this.#text += new TextDecoder().decode(value)
    }
  }

  async end(): Promise<void> {
    while ((await this.#output.next()).done !== true);
  }

  async type(text: string): Promise<void> {
    await this.#session.write(new TextEncoder().encode(text))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]()
  }
}

async function view(machine: Machine): Promise<Viewer> {
  return new Viewer(await machine.attach('serial', null))
}

async function textOf(engine: Engine, id: InstanceId): Promise<string> {
  let text = ''
  const log = engine.log(id, 'serial', { tailBytes: 1000, follow: false }, forever)
  for await (const piece of log) text += new TextDecoder().decode(piece)
  return text
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => (error as { readonly code?: unknown }).code === code
}

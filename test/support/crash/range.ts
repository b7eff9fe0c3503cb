import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RemoteFault, type Stroj } from '../../../src/sdk/client.ts'
import { Canary } from '../oracle/canary.ts'
import { untilRoomIsKept } from '../room-kept.ts'
import { endMachines } from '../oracle/end-machines.ts'
import { startVictim, type Victim } from './daemon.ts'
import { type Portrait, portraitOf } from './portrait.ts'
import { type Call, isPoint, traceThread } from './trace.ts'

/** An operation under test. `run` leads from one state of the home to another, and `undo` back. */
export type Subject = {
  readonly name: string
  readonly prepare: (client: Stroj, home: string) => Promise<unknown>
  readonly run: (client: Stroj, home: string) => Promise<unknown>
  readonly undo: (client: Stroj, home: string) => Promise<unknown>
  /** Waits for what goes on by itself afterwards, if anything does. */
  readonly settle?: (client: Stroj, home: string) => Promise<unknown>
}

type Thread = 'main' | 'files'
/** A call of a thread at which something shall happen. */
export type Point = Call & { readonly thread: Thread }

/** What is injected: the end of the daemon, or an error that it must survive. */
export type Blow = { readonly kind: 'kill' } | { readonly kind: 'error'; readonly error: string }

/** What came of the points of one subject. */
export type Tally = { points: number; tried: number; reached: number; undone: number; done: number; longestMs: number }

/** How long what goes on by itself may take, in milliseconds. */
const settleMs = 10_000

/** A home in which one subject is done and undone, again and again. */
export class Range implements AsyncDisposable {
  readonly home: string
  readonly #subject: Subject
  readonly #canary: Canary
  #victim: Victim
  #before: Portrait | undefined
  #after: Portrait | undefined

  private constructor(home: string, subject: Subject, canary: Canary, victim: Victim) {
    this.home = home
    this.#subject = subject
    this.#canary = canary
    this.#victim = victim
  }

  static async open(subject: Subject): Promise<Range> {
    const home = await mkdtemp(join(tmpdir(), 'stroj-crash-'))
    const range = new Range(home, subject, await Canary.plant(), await startVictim(home))
    try {
      // Its calls are not those of the subject.
      await untilRoomIsKept(home)
      await subject.prepare(range.#victim.client, home)
      return range
    } catch (error) {
      await range[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Does it once to know how it begins and ends, and once more to see its calls. */
  async points(): Promise<readonly Point[]> {
    const { client } = this.#victim
    this.#before = await this.#portrait()
    await this.#subject.run(client, this.home)
    this.#after = await this.#portrait()
    await this.#subject.undo(client, this.home)
    assert.deepEqual(await this.#portrait(this.#before), this.#before, 'undoing does not lead back')
    const found: Point[] = []
    for (const thread of ['main', 'files'] as const) {
      const trace = await traceThread(this.#victim.threads[thread], join(this.home, `trace.${thread}`))
      await this.#subject.run(client, this.home)
      found.push(...(await trace.end()).filter(isPoint).map((call) => ({ ...call, thread })))
      await this.#subject.undo(client, this.home)
    }
    return found
  }

  /** Lets it happen at one point; afterwards the home must be as before or as after, and nothing between. */
  async strike(point: Point, blow: Blow, tally: Tally): Promise<void> {
    const what = blow.kind === 'kill' ? 'signal=SIGKILL' : `error=${blow.error}`
    const trace = await traceThread(this.#victim.threads[point.thread], join(this.home, 'trace.log'), {
      ...point,
      what,
    })
    const answer = await this.#subject.run(this.#victim.client, this.home).then(
      () => 'done' as const,
      (error: unknown) => error,
    )
    await trace.end()
    tally.tried += 1
    if (trace.reached() || !this.#victim.isAlive() || (blow.kind === 'kill' && answer !== 'done')) tally.reached += 1
    if (blow.kind === 'error') this.#mustHaveSaidWhy(answer)
    await this.#recover(blow, tally)
    if (isPutOff(answer)) await this.#finishLater()
    const now = await this.#settled(answer === 'done' ? 'after' : undefined, blow).catch((error: unknown) => {
      throw new Error(`struck at ${point.nth}. ${point.text}`, { cause: error })
    })
    if (now === 'before') await this.#subject.run(this.#victim.client, this.home)
    assert.deepEqual(await this.#portrait(this.#after), this.#after, 'the same request does not succeed afterwards')
    tally[now === 'before' ? 'undone' : 'done'] += 1
    await this.#subject.undo(this.#victim.client, this.home)
    assert.deepEqual(await this.#portrait(this.#before), this.#before, 'it cannot be undone afterwards')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#victim.kill()
    await endMachines(this.home)
    try {
      await this.#canary.assertUntouched()
    } finally {
      await this.#canary.remove()
      await rm(this.home, { recursive: true, force: true })
    }
  }

  /** The next one like it does what was put off. */
  async #finishLater(): Promise<void> {
    await this.#subject.undo(this.#victim.client, this.home)
    await this.#subject.run(this.#victim.client, this.home)
  }

  #mustHaveSaidWhy(answer: unknown): void {
    assert.ok(this.#victim.isAlive(), 'the daemon did not survive an error')
    if (answer === 'done') return
    assert.ok(answer instanceof RemoteFault, String(answer))
    assert.notEqual(answer.code, 'internal.error', answer.message)
  }

  async #recover(blow: Blow, tally: Tally): Promise<void> {
    if (blow.kind === 'error' && !(await isReadOnly(this.#victim.client))) return
    await this.#victim.kill()
    const begun = performance.now()
    this.#victim = await startVictim(this.home)
    tally.longestMs = Math.max(tally.longestMs, performance.now() - begun)
    await this.#quiet()
  }

  /** Which of the two states it is in. What only a new daemon puts right may wait for one after an error, never after a kill. */
  async #settled(must: 'after' | undefined, blow: Blow): Promise<'before' | 'after'> {
    const now = await this.#portrait(this.#before, this.#after)
    for (const [name, wanted] of [
      ['before', this.#before],
      ['after', this.#after],
    ] as const) {
      if ((must === undefined || must === name) && isSame(now, wanted)) return name
    }
    if (blow.kind === 'error') {
      await this.#victim.kill()
      this.#victim = await startVictim(this.home)
      await this.#quiet()
      return this.#settled(must, { kind: 'kill' })
    }
    const [before, after] = [this.#before, this.#after].map((portrait) => difference(portrait, now))
    return assert.fail(`neither as before:\n${before}\nnor as after:\n${after}`)
  }

  /** Until nothing goes on any more. */
  async #quiet(): Promise<void> {
    for (;;) {
      const { items } = await this.#victim.client.listOperations({ state: 'running' })
      if (items.length === 0) break
      for (const { id } of items) await this.#victim.client.showOperation(id, { waitMs: 1000 })
    }
    await this.#subject.settle?.(this.#victim.client, this.home)
  }

  /** As it is now, or where something goes on by itself, once it is one of those. */
  async #portrait(...awaited: readonly (Portrait | undefined)[]): Promise<Portrait> {
    const deadline = performance.now() + (this.#subject.settle ? settleMs : 0)
    for (;;) {
      const now = await portraitOf(this.home, this.#victim.client)
      if (performance.now() > deadline || awaited.some((one) => isSame(one, now))) return now
      await sleep(50)
    }
  }
}

/** It is done but for its tidying up, and says so. */
function isPutOff(answer: unknown): boolean {
  return answer instanceof RemoteFault && answer.code === 'snapshot.not-merged'
}

async function isReadOnly(client: Stroj): Promise<boolean> {
  return (await client.daemonStatus()).alarm !== null
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function difference(before: Portrait | undefined, now: Portrait): string {
  const lines = (portrait: Portrait | undefined) => (portrait ? Object.values(portrait).flat() : [])
  const [old, fresh] = [lines(before), lines(now)]
  return [...without(old, fresh).map((line) => `- ${line}`), ...without(fresh, old).map((line) => `+ ${line}`)].join(
    '\n',
  )
}

/** Of what is there twice, as two processes of the same program, each counts. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others]
  return all.filter((line) => {
    const at = left.indexOf(line)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

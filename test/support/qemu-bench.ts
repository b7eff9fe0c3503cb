import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine, Machine } from '../../src/contract/engine.ts'
import type { ProcessIdentity } from '../../src/contract/store.ts'
import { openQemuEngine, type QemuEngineOptions } from '../../src/engine/qemu/engine.ts'
import { newQcow2 } from '../../src/disk/new-qcow2.ts'
import type { RunFiles } from '../../src/engine/qemu/machine/run-files.ts'
import { runFiles } from '../../src/engine/qemu/machine/run-files.ts'
import type { Paths } from '../../src/host/paths.ts'
import { findProcesses } from '../../src/host/process.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'
import { echoDisk } from './echo-guest.ts'
import { smallPlan } from './start-plan.ts'

const forever = new AbortController().signal

/** A home with one instance of the echo guest at rest. Disposing checks that neither process nor socket is left. */
export class QemuBench implements AsyncDisposable {
  readonly paths: Paths
  readonly plan: StartPlan
  readonly files: RunFiles
  readonly engine: Engine
  readonly #home: TempDir

  private constructor(home: TempDir, paths: Paths, plan: StartPlan, options: Omit<QemuEngineOptions, 'paths'>) {
    this.#home = home
    this.paths = paths
    this.plan = plan
    this.files = runFiles(paths, plan.id)
    this.engine = openQemuEngine({ paths, ...options })
  }

  static async make(own: Partial<StartPlan> = {}, options: Omit<QemuEngineOptions, 'paths'> = {}): Promise<QemuBench> {
    const home = await TempDir.make('stroj')
    const paths = { state: join(home.path, 'state'), runtime: join(home.path, 'run'), cache: join(home.path, 'cache') }
    const path = join(home.path, 'echo.raw')
    await writeFile(path, echoDisk())
    const plan = smallPlan({
      disks: [{ source: { kind: 'file', path, format: 'raw' }, readOnly: true, bus: 'virtio', virtualFunctions: 0 }],
      ...own,
    })
    await mkdir(join(paths.state, 'instances', plan.id), { recursive: true })
    return new QemuBench(home, paths, plan, options)
  }

  /** The plan with a disk of its own besides, which is empty. */
  async withDisk(): Promise<StartPlan> {
    await writeFile(join(this.files.own, 'disk1.qcow2'), newQcow2(2 ** 20, null))
    const source = { kind: 'own', file: 'disk1.qcow2', base: null } as const
    const disk = { source, readOnly: false, bus: 'virtio', virtualFunctions: 0 } as const
    return { ...this.plan, disks: [...this.plan.disks, disk] }
  }

  /** What a daemon that is started later has. */
  newEngine(): Engine {
    return openQemuEngine({ paths: this.paths })
  }

  async start(plan = this.plan): Promise<Machine> {
    return this.open(await this.engine.launch(plan, forever))
  }

  async open(process: ProcessIdentity, engine = this.engine): Promise<Machine> {
    const opened = await engine.open(this.plan.id, this.plan.uuid, process, forever)
    if ('ended' in opened) throw new Error(`it has ended: ${opened.ended.reason}`)
    return opened
  }

  /** Waits until the guest has printed this on its serial line. */
  async printed(pattern: RegExp): Promise<void> {
    const stop = new AbortController()
    let text = ''
    for await (const piece of this.engine.log(
      this.plan.id,
      'serial',
      { tailBytes: 100_000, follow: true },
      stop.signal,
    )) {
      text += new TextDecoder().decode(piece)
      if (pattern.test(text)) return stop.abort()
    }
  }

  /** Whatever runs with a path of this home in its arguments: QEMU and its helpers. */
  async processes(program = /./): Promise<readonly ProcessIdentity[]> {
    return findProcesses(
      (words) => program.test(words[0] ?? '') && words.some((word) => word.includes(this.#home.path)),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { id, uuid } = this.plan
    await this.engine.cleanUp(id, uuid)
    assert.deepEqual(await readdir(join(this.paths.runtime, 'i')).catch(() => []), [])
    assert.deepEqual(await this.processes(), [])
    await this.#home[Symbol.asyncDispose]()
  }
}

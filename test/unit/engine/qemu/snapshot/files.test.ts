import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { newQcow2 } from '../../../../../src/disk/new-qcow2.ts'
import {
  isLayerUsed,
  makeLayer,
  removeUnnamed,
  virtualSize,
} from '../../../../../src/engine/qemu/snapshot/layer-files.ts'
import { mergeFiles } from '../../../../../src/engine/qemu/snapshot/merge-files.ts'
import { run } from '../../../../../src/host/run.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import { ImageDigest, InstanceId, SnapshotName } from '../../../../../src/model/name.ts'
import type { PlannedDisk } from '../../../../../src/plan/instance/start-plan.ts'
import { layerOn, mergeOf } from '../../../../../src/plan/snapshot/layer-plan.ts'
import { afterCommit, afterDrop, nextTidying } from '../../../../../src/plan/snapshot/tidy.ts'
import {
  filesOf,
  layerOf,
  namedFiles,
  seedling,
  type SnapshotTree,
  withLayer,
  withSnapshot,
} from '../../../../../src/plan/snapshot/tree.ts'
import { snapshotEntry } from '../../../../support/snapshot-entry.ts'

const signal = AbortSignal.timeout(120_000)
const id = InstanceId.parse('testguest0')
const mebibyte = 2 ** 20
const digest = ImageDigest.parse(`sha256:${'a'.repeat(64)}`)

/** A folder of an instance whose first disk begins as an image full of ones, and which has UEFI variables. */
class Chain implements AsyncDisposable {
  readonly #home: TempDir
  readonly paths
  readonly folder: string
  readonly disks: readonly PlannedDisk[] = [
    {
      source: { kind: 'own', file: 'disk0.qcow2', base: { digest, file: 'disk.raw', format: 'raw' } },
      readOnly: false,
      bus: 'virtio',
      virtualFunctions: 0,
    },
  ]
  tree: SnapshotTree = seedling({ disk0: 'disk0.qcow2', nvram: 'nvram.fd' })
  #count = 0

  private constructor(home: TempDir) {
    this.#home = home
    this.paths = { state: home.path, runtime: join(home.path, 'run'), cache: join(home.path, 'cache') }
    this.folder = join(home.path, 'instances', id)
  }

  static async make(): Promise<Chain> {
    const chain = new Chain(await TempDir.make('snapshots'))
    const image = join(chain.#home.path, 'images', 'a'.repeat(64))
    await mkdir(chain.folder, { recursive: true })
    await mkdir(image, { recursive: true })
    await writeFile(join(image, 'disk.raw'), new Uint8Array(mebibyte).fill(1))
    await writeFile(
      join(chain.folder, 'disk0.qcow2'),
      newQcow2(mebibyte, { path: join(image, 'disk.raw'), format: 'raw' }),
    )
    await writeFile(join(chain.folder, 'nvram.fd'), new Uint8Array(64 * 1024).fill(0xff))
    return chain
  }

  async write(words: string, part = 'disk0'): Promise<void> {
    const [file = ''] = filesOf(this.tree, this.tree.current, part)
    const format = file.endsWith('.fd') ? 'raw' : 'qcow2'
    await run('qemu-io', ['-f', format, '-c', words, join(this.folder, file)], { signal, timeoutMs: 20_000 })
  }

  async create(): Promise<SnapshotName> {
    const { layer, parts } = layerOn(this.tree, this.tree.current, this.#layerId())
    await makeLayer({ id, parts }, this.paths, signal)
    assert.equal(await isLayerUsed(id, parts, this.paths), false)
    const name = SnapshotName.parse(`s${this.#count}`)
    const entry = snapshotEntry(name, this.tree.current)
    this.tree = withSnapshot(this.tree, { layer, entry })
    return name
  }

  async restore(name: string): Promise<void> {
    const below = this.tree.snapshots.find((entry) => entry.name === name)?.layer ?? ''
    const { layer, parts } = layerOn(this.tree, below, this.#layerId())
    await makeLayer({ id, parts }, this.paths, signal)
    this.tree = afterDrop(withLayer(this.tree, layer), layerOf(this.tree, this.tree.current))
  }

  async remove(name: string): Promise<void> {
    this.tree = { ...this.tree, snapshots: this.tree.snapshots.filter((entry) => entry.name !== name) }
    for (let step = nextTidying(this.tree); step; step = nextTidying(this.tree)) {
      if (step.kind === 'drop') this.tree = afterDrop(this.tree, step.layer)
      else {
        const { lower, upper } = step
        const plan = { id, parts: mergeOf(this.tree, lower, upper, this) }
        await mergeFiles(plan, this.paths, () => {}, signal)
        this.tree = afterCommit(this.tree, lower.id, upper.id)
      }
    }
    await removeUnnamed(id, namedFiles(this.tree), this.paths)
  }

  /** SHA-256 of all that a guest would read, told by qemu-img from what the headers of the files say. */
  async hash(layer = this.tree.current): Promise<string> {
    const hash = createHash('sha256')
    for (const part of ['disk0', 'nvram']) {
      const [file = ''] = filesOf(this.tree, layer, part)
      const format = file.endsWith('.fd') ? 'raw' : 'qcow2'
      const target = join(this.#home.path, 'whole.raw')
      const args = ['convert', '-f', format, '-O', 'raw', join(this.folder, file), target]
      await run('qemu-img', args, { signal, timeoutMs: 20_000 })
      hash.update(await readFile(target))
    }
    return hash.digest('hex')
  }

  layerOfSnapshot(name: string): string {
    return this.tree.snapshots.find((entry) => entry.name === name)?.layer ?? ''
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#home[Symbol.asyncDispose]()
  }

  #layerId(): string {
    return `layer${String(++this.#count).padStart(3, '0')}`
  }
}

type Act = { readonly kind: 'write' | 'zero' | 'variables' | 'create' | 'restore' | 'remove'; readonly number: number }

const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('write', 'zero', 'variables', 'create', 'create', 'restore', 'remove', 'remove'),
  number: fc.nat(15),
})

test('files of any chain keep what each snapshot had, zeros over an image included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 4, maxLength: 12 }), async (acts) => {
      await using chain = await Chain.make()
      const expected = new Map<string, string>()
      for (const { kind, number } of acts) {
        const { snapshots } = chain.tree
        const chosen = snapshots[number % Math.max(1, snapshots.length)]?.name
        if (kind === 'write') await chain.write(`write -P ${number + 2} ${number * 64}k 40k`)
        else if (kind === 'zero') await chain.write(`write -z ${number * 64}k 64k`)
        else if (kind === 'variables') await chain.write(`write -P ${number} ${number}k 1k`, 'nvram')
        else if (kind === 'create') expected.set(await chain.create(), await chain.hash())
        else if (chosen !== undefined && kind === 'restore') {
          await chain.restore(chosen)
          assert.equal(await chain.hash(), expected.get(chosen))
        } else if (chosen !== undefined) {
          const here = await chain.hash()
          await chain.remove(chosen)
          expected.delete(chosen)
          assert.equal(await chain.hash(), here)
        }
      }
      for (const [name, hash] of expected) assert.equal(await chain.hash(chain.layerOfSnapshot(name)), hash)
      const files = (await readdir(chain.folder)).sort()
      await removeUnnamed(id, namedFiles(chain.tree), chain.paths)
      assert.ok(
        (await readdir(chain.folder)).every((name) => namedFiles(chain.tree).has(name)),
        files.join(' '),
      )
    }),
    { numRuns: 8 },
  )
})

test('a merge that broke off is done again', async () => {
  await using chain = await Chain.make()
  await chain.write('write -P 7 0 512k')
  const name = await chain.create()
  await chain.write('write -P 9 256k 512k')
  const here = await chain.hash()
  chain.tree = { ...chain.tree, snapshots: [] }
  const step = nextTidying(chain.tree)
  assert.ok(step?.kind === 'merge')
  const plan = { id, parts: mergeOf(chain.tree, step.lower, step.upper, chain) }
  await mergeFiles(plan, chain.paths, () => {}, signal)
  assert.equal(await chain.hash(), here)
  const stop = AbortSignal.abort(new Error('cut off'))
  await assert.rejects(
    mergeFiles(plan, chain.paths, () => {}, stop),
    /cut off/,
  )
  await mergeFiles(plan, chain.paths, () => {}, signal)
  chain.tree = afterCommit(chain.tree, step.lower.id, step.upper.id)
  assert.equal(await chain.hash(), here)
  assert.ok(name)
})

test('a layer that cannot be made leaves no file, and one whose folder is gone says why', async () => {
  await using chain = await Chain.make()
  const { parts } = layerOn(chain.tree, chain.tree.current, 'layer001')
  const before = await readdir(chain.folder)
  const stop = AbortSignal.abort(new Error('changed my mind'))
  await assert.rejects(makeLayer({ id, parts }, chain.paths, stop), /changed my mind/)
  assert.deepEqual(await readdir(chain.folder), before)
})

test('files of another part, and those of nobody, are left alone', async () => {
  await using chain = await Chain.make()
  for (const name of ['notes.txt', 'disk0.short.qcow2', 'memory.k3f9a1b2', 'disk0.k3f9a1b2.qcow2', 'nvram.fd.bak']) {
    await writeFile(join(chain.folder, name), 'x')
  }
  await removeUnnamed(id, new Set(['disk0.qcow2']), chain.paths)
  const left = (await readdir(chain.folder)).sort()
  assert.deepEqual(left, ['disk0.qcow2', 'disk0.short.qcow2', 'notes.txt', 'nvram.fd', 'nvram.fd.bak'])
  assert.equal(await virtualSize(join(chain.folder, 'disk0.qcow2')), mebibyte)
})

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import {
  discardInstance,
  keepInstance,
  prepareInstance,
  releaseInstance,
  removeLeftovers,
} from '../../../../../src/engine/qemu/disk/prepare.ts'
import type { Paths } from '../../../../../src/host/paths.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import { InstanceId, InstanceName } from '../../../../../src/model/name.ts'
import type { CreatePlan } from '../../../../../src/plan/instance/plan-create.ts'

const signal = AbortSignal.timeout(30_000)
const id = InstanceId.parse('abcdefghij')
const plan: CreatePlan = {
  id,
  name: InstanceName.parse('web'),
  arch: 'x86_64',
  disks: [
    { file: 'disk0.qcow2', sizeBytes: 2 ** 30, base: null },
    { file: 'disk1.qcow2', sizeBytes: 2 ** 20, base: null },
  ],
  nvram: true,
}

describe('the folder of an instance', () => {
  let home: TempDir
  let paths: Paths
  let instances: string
  let uefi: { readonly code: string; readonly variables: string }

  beforeEach(async () => {
    home = await TempDir.make('prepare')
    paths = { state: home.path, runtime: '/run', cache: '/cache' }
    instances = join(home.path, 'instances')
    uefi = { code: '/CODE.fd', variables: join(home.path, 'VARS.fd') }
    await writeFile(uefi.variables, 'variables')
  })
  afterEach(async () => {
    await chmod(home.path, 0o700)
    await home[Symbol.asyncDispose]()
  })

  const names = async () => sorted(await readdir(instances).catch(() => []))

  test('is made under a provisional name, and kept under its own', async () => {
    await prepareInstance(plan, paths, uefi, signal)
    assert.deepEqual(await names(), [`.${id}.new`])
    await keepInstance(id, paths)
    await keepInstance(id, paths)
    assert.deepEqual(await names(), [id])
    assert.deepEqual(sorted(await readdir(join(instances, id))), ['disk0.qcow2', 'disk1.qcow2', 'nvram.fd'])
    assert.equal(await readFile(join(instances, id, 'nvram.fd'), 'utf8'), 'variables')
  })

  test('is for its owner only, and so is what lies in it', async () => {
    await prepareInstance(plan, paths, uefi, signal)
    const folder = join(instances, `.${id}.new`)
    assert.equal((await stat(folder)).mode & 0o777, 0o700)
    assert.equal((await stat(join(folder, 'disk0.qcow2'))).mode & 0o777, 0o600)
  })

  test('takes the place of what an attempt that was cut off has left', async () => {
    await mkdir(join(instances, `.${id}.new`), { recursive: true })
    await writeFile(join(instances, `.${id}.new`, 'disk7.qcow2'), 'half')
    await prepareInstance(plan, paths, uefi, signal)
    assert.ok(!(await readdir(join(instances, `.${id}.new`))).includes('disk7.qcow2'))
  })

  test('leaves nothing when the firmware is missing, when it is called off, or when the variables cannot be read', async () => {
    await assert.rejects(prepareInstance(plan, paths, undefined, signal), { code: 'host.no-firmware' })
    assert.deepEqual(await names(), [])
    const called = AbortSignal.abort(new Error('never mind'))
    await assert.rejects(prepareInstance(plan, paths, uefi, called), /never mind/)
    assert.deepEqual(await names(), [])
    await assert.rejects(prepareInstance(plan, paths, { ...uefi, variables: '/none' }, signal), { code: 'ENOENT' })
    assert.deepEqual(await names(), [])
  })

  for (const [state, options, code] of [
    ['full', 'size=64k', 'host.disk-full'],
    ['read-only', 'size=256m,ro', 'host.unwritable'],
  ] as const) {
    test(`is refused with a reason when the file system of the host is ${state}`, async (context) => {
      const small = join(home.path, 'small')
      await mkdir(small)
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', small], { stdio: 'ignore' })
      } catch {
        return context.skip('only root can mount a small file system')
      }
      try {
        await assert.rejects(prepareInstance(plan, { ...paths, state: small }, uefi, signal), { code })
        assert.deepEqual(await readdir(join(small, 'instances')).catch(() => []), [])
      } finally {
        execFileSync('umount', [small])
      }
    })
  }

  test('is gone when it is discarded, kept or not, and that twice', async () => {
    await prepareInstance(plan, paths, uefi, signal)
    await discardInstance(id, paths)
    assert.deepEqual(await names(), [])
    await prepareInstance(plan, paths, uefi, signal)
    await keepInstance(id, paths)
    await discardInstance(id, paths)
    await discardInstance(id, paths)
    assert.deepEqual(await names(), [])
  })

  test('is all there again when a crash came before its record went, and gone when it came after', async () => {
    for (const [recorded, left] of [
      [new Set([id]), [id]],
      [new Set<string>(), []],
    ] as const) {
      await prepareInstance(plan, paths, uefi, signal)
      await keepInstance(id, paths)
      await releaseInstance(id, paths)
      assert.deepEqual(await removeLeftovers(recorded, paths), [])
      assert.deepEqual(await names(), left)
      await discardInstance(id, paths)
    }
  })

  test('is kept or deleted after a crash as the records say; what nobody knows is left alone', async () => {
    const [known, unknown, stray] = ['knownknown', 'unknownunk', 'straystray']
    for (const name of [`.${known}.new`, `.${unknown}.new`, '.goneonegon.gone', stray]) {
      await mkdir(join(instances, name), { recursive: true })
    }
    assert.deepEqual(await removeLeftovers(new Set([known]), paths), [stray])
    assert.deepEqual(await names(), [known, stray])
  })
})

function sorted(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => (a < b ? -1 : 1))
}

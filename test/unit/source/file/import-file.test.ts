import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFileSync, existsSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { ImageLibrary, StagedImage } from '../../../../src/contract/image-source.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { Fault } from '../../../../src/model/fault.ts'
import type { DiskFormat } from '../../../../src/model/disk-format.ts'
import { openImageLibrary } from '../../../../src/source/library.ts'

const run = promisify(execFile)
const never = new AbortController().signal
const quiet = () => undefined

class Desk implements AsyncDisposable {
  readonly #folder: TempDir
  readonly library: ImageLibrary

  private constructor(folder: TempDir) {
    this.#folder = folder
    const path = (name: string) => join(folder.path, name)
    this.library = openImageLibrary({ state: path('state'), runtime: path('run'), cache: path('cache') })
  }

  static async open(): Promise<Desk> {
    return new Desk(await TempDir.make('stroj-import'))
  }

  path(name: string): string {
    return join(this.#folder.path, name)
  }

  async make(name: string, ...args: readonly string[]): Promise<string> {
    await run('qemu-img', ['create', '-q', ...args, this.path(name), '8M'])
    return this.path(name)
  }

  import(path: string, format?: DiskFormat, signal = never): Promise<StagedImage> {
    return this.library.importFile({ path, format }, 'op', quiet, signal)
  }

  async refusal(path: string, format?: DiskFormat): Promise<string> {
    const error: unknown = await this.import(path, format).then(
      () => new Error('it was taken'),
      (e: unknown) => e,
    )
    assert.ok(error instanceof Error)
    assert.equal('code' in error ? error.code : error.message, 'image.refused')
    assert.deepEqual(await readdir(this.path('state/images/.staging')), [], 'nothing is left of it')
    return error.message
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]()
  }
}

async function patch(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(bytes, 0, bytes.length, offset)
  await file.close()
}

describe('importing a local file', () => {
  before(async () => await run('qemu-img', ['--version']))

  test('a qcow2 file becomes a read-only image with the same disk', async () => {
    await using desk = await Desk.open()
    const path = await desk.make('a.qcow2', '-f', 'qcow2')
    await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 7 1M 3M', path])
    const staged = await desk.import(path)
    await desk.library.place(staged)
    const disk = desk.library.path(staged.digest, 'disk.qcow2')
    await run('qemu-img', ['compare', '-f', 'qcow2', '-F', 'qcow2', path, disk])
    assert.equal(staged.manifest.virtualSizeBytes, 8 << 20)
    assert.deepEqual(staged.manifest.boot, ['bios', 'uefi'])
    assert.deepEqual(await readdir(desk.path('state/images/.staging')), [])
    await desk.library.remove(staged.digest)
    await desk.library.remove(staged.digest)
    assert.deepEqual(await readdir(desk.path('state/images')), ['.staging'])
  })

  test('disks of other programs become qcow2 with the same content', async () => {
    await using desk = await Desk.open()
    const raw = await desk.make('a.raw', '-f', 'raw')
    await run('qemu-io', ['-f', 'raw', '-c', 'write -P 7 1M 3M', raw])
    for (const [format, qemuFormat] of [
      ['vmdk', 'vmdk'],
      ['vdi', 'vdi'],
      ['vhd', 'vpc'],
      ['vhdx', 'vhdx'],
    ] as const) {
      const path = desk.path(`a.${format}`)
      await run('qemu-img', ['convert', '-f', 'raw', '-O', qemuFormat, raw, path])
      const { staging, manifest } = await desk.import(path, format)
      await run('qemu-img', ['compare', '-f', 'raw', '-F', 'qcow2', raw, `${staging}/image/disk.qcow2`])
      assert.ok(manifest.virtualSizeBytes >= 8 << 20)
    }
  })

  test('a refusal says what is wrong and what to do about it', async () => {
    await using desk = await Desk.open()
    const path = await desk.make('cut.vdi', '-f', 'vdi')
    await truncate(path, 100)
    const error: unknown = await desk.import(path).catch((e: unknown) => e)
    assert.ok(error instanceof Fault)
    assert.match(error.message, /cut\.vdi is refused: it is cut off: the header is not complete\./)
    assert.match(error.hint ?? '', /Nothing was changed\. The file is not complete: get it again/)
  })

  test('a file that nobody may read, or whose link leads nowhere, is refused', async () => {
    await using desk = await Desk.open()
    await symlink('nowhere', desk.path('link'))
    assert.match(await desk.refusal(desk.path('link')), /no such file/)
    await symlink('circle', desk.path('circle'))
    assert.match(await desk.refusal(desk.path('circle')), /too many symbolic links/)
  })

  test('a file that is removed while it is read is refused, like any that changes', async () => {
    await using desk = await Desk.open()
    await writeFile(desk.path('disk'), Buffer.alloc(1 << 20, 'z'))
    const importing = desk.library.importFile(
      { path: desk.path('disk') },
      'op',
      (phase) => {
        if (phase === 'checking the file') return
        if (existsSync(desk.path('disk'))) rmSync(desk.path('disk'))
      },
      never,
    )
    await assert.rejects(importing, /changed while it was read/)
  })

  test('a raw file becomes qcow2, also when it is found through a link', async () => {
    await using desk = await Desk.open()
    await writeFile(desk.path('disk'), Buffer.alloc(5000, 'x'))
    await symlink('disk', desk.path('link'))
    const { manifest } = await desk.import(desk.path('link'))
    assert.equal(manifest.virtualSizeBytes, 5120)
    assert.equal(manifest.source.from, desk.path('link'))
  })

  test('the same file gives the same digest, and can be placed twice', async () => {
    await using desk = await Desk.open()
    await writeFile(desk.path('disk'), Buffer.alloc(1 << 20, 'y'))
    const first = await desk.import(desk.path('disk'))
    await desk.library.place(first)
    const second = await desk.import(desk.path('disk'))
    await desk.library.place(second)
    assert.equal(second.digest, first.digest)
    assert.equal((await readFile(desk.library.path(first.digest, 'disk.qcow2'))).length > 0, true)
  })

  test('a file that would bring another file of this host into the image is refused', async () => {
    await using desk = await Desk.open()
    await writeFile(desk.path('secret'), Buffer.alloc(1 << 20, 's'))
    const backed = await desk.make('backed.qcow2', '-f', 'qcow2', '-u', '-F', 'raw', '-b', desk.path('secret'))
    const split = await desk.make('split.qcow2', '-f', 'qcow2', '-o', `data_file=${desk.path('data')}`)
    assert.match(await desk.refusal(backed), /backing file/)
    assert.match(await desk.refusal(split), /external data file/)
    const flat = desk.path('flat.vmdk')
    await writeFile(
      flat,
      `# Disk DescriptorFile\ncreateType="monolithicFlat"\nRW 2048 FLAT "${desk.path('secret')}" 0\n`,
    )
    assert.match(await desk.refusal(flat), /extents, the first: .*secret/)
    assert.match(await desk.refusal(flat, 'raw'), /is a vmdk file/)
  })

  test('a file that was cut off is refused', async () => {
    await using desk = await Desk.open()
    const path = await desk.make('cut.qcow2', '-f', 'qcow2')
    await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 7 0 6M', path])
    await truncate(path, 4 << 20)
    assert.match(await desk.refusal(path), /damaged|cut off|qemu-img says/)
  })

  test('a file with damaged tables is refused before it is copied', async () => {
    await using desk = await Desk.open()
    const path = await desk.make('bad.qcow2', '-f', 'qcow2')
    await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 7 0 1M', path])
    const view = new DataView((await readFile(path)).buffer)
    const l1 = Number(view.getBigUint64(40))
    await patch(path, l1, Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0))
    assert.match(await desk.refusal(path), /damaged|qemu-img says/)
  })

  test('what is no regular file is refused at once', { timeout: 10_000 }, async () => {
    await using desk = await Desk.open()
    await mkdir(desk.path('folder'))
    await run('mkfifo', [desk.path('pipe')])
    assert.match(await desk.refusal(desk.path('folder')), /not a regular file|directory/)
    assert.match(await desk.refusal(desk.path('pipe')), /not a regular file/)
    assert.match(await desk.refusal('/dev/zero'), /not a regular file/)
    assert.match(await desk.refusal(desk.path('missing')), /no such file/)
  })

  test('a file that changes while it is read is refused', async () => {
    await using desk = await Desk.open()
    await writeFile(desk.path('disk'), Buffer.alloc(1 << 20, 'z'))
    const importing = desk.library.importFile(
      { path: desk.path('disk') },
      'op',
      (phase, progress) => {
        if (phase === 'copying the disk' && progress?.done === 100) appendFileSync(desk.path('disk'), 'more')
      },
      never,
    )
    await assert.rejects(importing, /changed while it was read/)
  })

  test('an aborted import leaves nothing and rejects with the reason of the signal', async () => {
    await using desk = await Desk.open()
    await writeFile(desk.path('disk'), Buffer.alloc(64 << 20, 'z'))
    const controller = new AbortController()
    const reason = new Error('changed my mind')
    const importing = desk.library.importFile(
      { path: desk.path('disk') },
      'op',
      (phase) => {
        if (phase === 'copying the disk') controller.abort(reason)
      },
      controller.signal,
    )
    await assert.rejects(importing, (error) => error === reason)
    assert.deepEqual(await readdir(desk.path('state/images/.staging')), [])
  })

  test('what a daemon has left behind is removed', async () => {
    await using desk = await Desk.open()
    await mkdir(desk.path('state/images/.staging/op/image'), { recursive: true })
    await desk.library.removeStagings()
    assert.deepEqual(await readdir(desk.path('state/images')), [])
  })
})

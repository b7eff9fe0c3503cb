import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { openOwnBytes } from '../../../../src/disk/own-bytes.ts'
import { findKernels } from '../../../../src/disk/system/find-kernels.ts'
import { judgeDrivers } from '../../../../src/disk/system/judge-drivers.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import type { VolumeDrivers } from '../../../../src/model/volume-drivers.ts'

const mebibyte = 2 ** 20
const version = '6.1.0-18-amd64'
const virtio = ['virtio_blk', 'virtio_pci']
const old = ['ahci', 'sd_mod']

/** An archive as `mkinitramfs` writes it: what the processor needs first, then everything else, packed. */
function initramfs(home: TempDir, drivers: readonly string[], pack: readonly string[]): Buffer {
  const archive = (name: string, files: readonly string[]) => {
    for (const file of files) {
      mkdirSync(join(home.path, name, dirname(file)), { recursive: true })
      writeFileSync(join(home.path, name, file), 'x'.repeat(3001))
    }
    const input = files.map((file) => `${file}\n`).join('')
    return execFileSync('cpio', ['-o', '-H', 'newc', '--quiet'], { cwd: join(home.path, name), input })
  }
  const early = archive('early', ['kernel/microcode.bin'])
  const modules = drivers.map((name) => `usr/lib/modules/${version}/kernel/drivers/${name.replace('_', '-')}.ko.xz`)
  const main = archive(`main-${drivers.join('')}`, ['init', ...modules])
  const [program = 'cat', ...words] = pack
  return Buffer.concat([early, execFileSync(program, words, { input: main })])
}

type Made = { readonly drivers: readonly string[]; readonly pack?: readonly string[]; readonly builtIn?: string }

/** A file system with a kernel in it, as raw bytes. */
function system(home: TempDir, { drivers, pack = ['gzip'], builtIn }: Made, type = 'ext4'): string {
  const root = join(home.path, 'root')
  mkdirSync(join(root, 'boot'), { recursive: true })
  writeFileSync(join(root, `boot/initrd.img-${version}`), initramfs(home, drivers, pack))
  if (builtIn !== undefined) {
    mkdirSync(join(root, 'usr/lib/modules', version), { recursive: true })
    writeFileSync(join(root, 'usr/lib/modules', version, 'modules.builtin'), builtIn)
  }
  const path = join(home.path, 'part')
  writeFileSync(path, '')
  truncateSync(path, 16 * mebibyte)
  execFileSync(`mkfs.${type}`, ['-q', '-F', '-d', root, path])
  return path
}

async function judge(path: string, format: 'qcow2' | 'raw' = 'raw'): Promise<VolumeDrivers> {
  await using bytes = await openOwnBytes(path, format)
  assert.ok(bytes)
  return judgeDrivers(await findKernels(bytes, new AbortController().signal))
}

for (const type of ['ext4', 'ext2'])
  for (const pack of [['gzip'], ['zstd', '-q'], ['cat']])
    test(`drivers are found in an initramfs (${pack[0]}) on ${type}, in qcow2 as in raw`, async () => {
      await using home = await TempDir.make('stroj-drivers')
      const path = system(home, { drivers: [...virtio, ...old], pack, builtIn: '' }, type)
      const found = await judge(path)
      assert.deepEqual([found.virtio, found.bus], ['yes', 'virtio'])
      const qcow2 = join(home.path, 'disk.qcow2')
      execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', path, qcow2])
      assert.deepEqual(await judge(qcow2, 'qcow2'), found)
    })

/** Tables as fdisk writes them, with one partition from 4 MiB on, behind a small one. */
const tables = {
  'a GPT': (disk: Buffer) => {
    disk.write('EFI PART', 512)
    disk.writeBigUInt64LE(2n, 512 + 72)
    disk.writeUInt32LE(4, 512 + 80)
    disk.writeUInt32LE(128, 512 + 84)
    for (const [entry, first, last] of [
      [0, 2048n, 6143n],
      [1, 8192n, 40_959n],
    ] as const) {
      disk.fill(1, 1024 + entry * 128, 1024 + entry * 128 + 16)
      disk.writeBigUInt64LE(first, 1024 + entry * 128 + 32)
      disk.writeBigUInt64LE(last, 1024 + entry * 128 + 40)
    }
  },
  'a DOS table, in an extended partition': (disk: Buffer) => {
    const entry = (at: number, type: number, start: number, sectors: number) => {
      disk.writeUInt8(type, at + 4)
      disk.writeUInt32LE(start, at + 8)
      disk.writeUInt32LE(sectors, at + 12)
    }
    entry(446, 0x83, 2048, 2048)
    entry(462, 0x05, 4096, 45_056)
    disk.writeUInt16LE(0xaa55, 510)
    entry(4096 * 512 + 446, 0x83, 4096, 32_768)
    disk.writeUInt16LE(0xaa55, 4096 * 512 + 510)
  },
}

for (const [name, write] of Object.entries(tables))
  test(`a system without drivers for virtio is told which bus it boots from, behind ${name}`, async () => {
    await using home = await TempDir.make('stroj-drivers')
    const part = system(home, { drivers: old, builtIn: 'kernel/drivers/char/random.ko\n' })
    const bytes = Buffer.alloc(24 * mebibyte)
    write(bytes)
    readFileSync(part).copy(bytes, 4 * mebibyte)
    const disk = join(home.path, 'disk')
    writeFileSync(disk, bytes)
    const found = await judge(disk)
    assert.deepEqual([found.virtio, found.bus], ['no', 'sata'])
    assert.match(found.reason, new RegExp(`neither ${version} nor its initramfs has virtio_blk`))
  })

test('what a kernel has built in counts, and where that is not known nothing is said', async () => {
  await using home = await TempDir.make('stroj-drivers')
  const list = virtio.map((name) => `kernel/drivers/${name}.ko\n`).join('')
  assert.equal((await judge(system(home, { drivers: old, builtIn: list }))).virtio, 'yes')
  await using other = await TempDir.make('stroj-drivers')
  const found = await judge(system(other, { drivers: old }))
  assert.deepEqual([found.virtio, found.bus], ['unknown', null])
  assert.match(found.reason, /built in was not found/)
})

test('what cannot be looked into is said: other packings, other file systems, nothing at all', async () => {
  await using home = await TempDir.make('stroj-drivers')
  assert.match((await judge(system(home, { drivers: virtio, pack: ['xz', '--check=crc32'] }))).reason, /packed by xz/)
  const path = join(home.path, 'other')
  for (const [at, mark, told] of [
    [0, 'XFSB', /it has XFS, which stroj does not look into/],
    [0x218, 'LVM2 001', /it has LVM/],
    [0x10040, '_BHRfS_M', /it has Btrfs/],
    [0, 'LUKS\xba\xbe', /it has LUKS/],
    [0, '', /no Linux with an initramfs/],
  ] as const) {
    const bytes = Buffer.alloc(mebibyte)
    bytes.write(mark, at, 'latin1')
    writeFileSync(path, bytes)
    assert.match((await judge(path)).reason, told)
  }
})

test('a disk that is damaged in any way never hangs, and is told as what it is or as unknown', async () => {
  await using home = await TempDir.make('stroj-drivers')
  const bytes = readFileSync(system(home, { drivers: virtio, builtIn: '' }))
  const path = join(home.path, 'damaged')
  const change = fc.record({ at: fc.nat(600_000), value: fc.nat(255), length: fc.integer({ min: 1, max: 64 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const damaged = Buffer.from(bytes)
      for (const { at, value, length } of changes) damaged.fill(value, at, at + length)
      writeFileSync(path, damaged)
      assert.ok(['yes', 'no', 'unknown'].includes((await judge(path)).virtio))
    }),
    { numRuns: 40 },
  )
})

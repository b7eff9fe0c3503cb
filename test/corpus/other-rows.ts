import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Bases } from './bases.ts'
import { type Edit, edited, little, text } from './edit.ts'
import type { Row } from './row.ts'

const run = promisify(execFile)

function vdi(name: string, expect: Row['expect'], ...edits: readonly Edit[]): Row {
  return {
    name: `${name}.vdi`,
    declared: 'vdi',
    make: async (bases) => edited(await bases.sound('vdi'), ...edits),
    expect,
  }
}

const vdiRows: readonly Row[] = [
  vdi('vdi-size', 'too-large', little('u64', 0x170, 2n ** 62n)),
  vdi('vdi-size-0', 'damaged', little('u64', 0x170, 0)),
  vdi('vdi-blocks', 'damaged', little('u32', 0x180, 0xffff_ffff)),
  vdi('vdi-allocated', 'damaged', little('u32', 0x184, 0xffff_ffff)),
  vdi('vdi-block-size', 'damaged', little('u32', 0x178, 0)),
  vdi('vdi-map', 'damaged', little('u32', 0x154, 0)),
  vdi('vdi-data-eof', 'cut-off', little('u32', 0x158, 0x4000_0000)),
  vdi('vdi-version', 'format', little('u32', 0x44, 9)),
  vdi('vdi-parent', 'refers', little('u64', 0x1b8, 1)),
  vdi('vdi-link', 'refers', little('u64', 0x1a8, 1)),
  vdi('vdi-map-entry', 'damaged', little('u32', 0x200, 0x1000)),
  vdi('sound', 'safe'),
  ...[63, 68, 511, 512, 1024, 1_000_000].map(
    (bytes): Row => ({
      name: `trunc-${bytes}.vdi`,
      declared: 'vdi',
      make: async (bases) => (await bases.sound('vdi')).subarray(0, bytes),
      expect: 'refused',
    }),
  ),
]

/** A raw disk that begins, or goes on, as something else. */
function disguised(name: string, declared: Row['declared'], expect: Row['expect'], ...edits: readonly Edit[]): Row {
  return {
    name,
    ...(declared !== undefined && { declared }),
    make: async (bases) => edited(await bases.sound('raw'), ...edits),
    expect,
  }
}

const qcow2Head = (bases: Bases): Promise<Edit> =>
  bases.sound('qcow2').then((bytes) => (target: Uint8Array) => target.set(bytes.subarray(0, 65_536)))

const bootSector = text(510, '\x55\xaa')
const medium = text(0x8000, '\x01CD001\x01')

const disguises: readonly Row[] = [
  ...(['raw', 'iso', 'vmdk'] as const).map(
    (declared): Row => ({
      name: `qcow2-named.${declared}`,
      declared,
      make: async (bases) => edited(await bases.sound('raw'), await qcow2Head(bases)),
      expect: 'mismatch',
    }),
  ),
  ...(['raw', undefined] as const).map(
    (declared): Row => ({
      name: `mbr-with-qcow2${declared === undefined ? '-unsaid' : ''}.raw`,
      ...(declared !== undefined && { declared }),
      make: async (bases) => edited(await bases.sound('raw'), await qcow2Head(bases), bootSector),
      expect: 'mismatch',
    }),
  ),
  ...(['iso', undefined] as const).map(
    (declared): Row => ({
      name: `iso-with-qcow2${declared === undefined ? '-unsaid' : ''}.iso`,
      ...(declared !== undefined && { declared }),
      make: async (bases) => edited(await bases.sound('raw'), await qcow2Head(bases), medium),
      expect: 'mismatch',
    }),
  ),
  disguised('raw-named.qcow2', 'qcow2', 'mismatch'),
  disguised('iso-named.qcow2', 'qcow2', 'mismatch', medium),
  disguised('vmdk-text-named.raw', 'raw', 'mismatch', text(0, '# Disk DescriptorFile\n')),
  disguised('sound.raw', undefined, 'safe'),
  disguised('sound-mbr.raw', 'raw', 'safe', bootSector),
  disguised('sound.iso', 'iso', 'safe', medium),
  disguised('sound-hybrid.iso', undefined, 'safe', medium, bootSector),
  disguised(
    'iso-longer-than-file.iso',
    undefined,
    'cut-off',
    medium,
    little('u16', 0x8000 + 128, 2048),
    little('u32', 0x8000 + 80, 2 ** 30),
  ),
  { name: 'trunc-0.raw', make: () => new Uint8Array(), expect: 'empty' },
  { name: 'trunc-1.raw', make: () => new Uint8Array(1), expect: 'cut-off' },
  {
    name: 'trunc-32774.iso',
    declared: 'iso',
    make: async (bases) => edited(await bases.sound('raw'), medium).subarray(0, 32_774),
    expect: 'cut-off',
  },
]

const foreign: readonly Row[] = [
  { name: 'qed.img', make: async (bases) => await bases.sound('qed'), expect: 'format' },
  { name: 'parallels.img', make: async (bases) => await bases.sound('parallels'), expect: 'format' },
  disguised(
    'cloop.img',
    undefined,
    'format',
    text(0, '#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n'),
  ),
  disguised('dmg.img', undefined, 'format', text(-512, 'koly')),
  disguised('bochs.img', undefined, 'format', text(0, 'Bochs Virtual HD Image\0')),
  disguised('luks.img', undefined, 'format', text(0, 'LUKS\xba\xbe\0\x01'), text(164, '\x7f\xff\xff\xff')),
  { name: 'packed.gz', make: () => gzipSync(new Uint8Array(10 * 2 ** 20)), expect: 'packed' },
  { name: 'nested.gz.gz', make: () => gzipSync(gzipSync(new Uint8Array(10 * 2 ** 20))), expect: 'packed' },
  disguised('packed.zst', undefined, 'packed', text(0, '\x28\xb5\x2f\xfd\x00\xff')),
  disguised('packed.xz', undefined, 'packed', text(0, '\xfd7zXZ\0')),
  disguised('packed.zip', undefined, 'packed', text(0, 'PK\x03\x04')),
  disguised('packed.tar', undefined, 'packed', text(257, 'ustar')),
]

/** Made by qemu-img from what does not fit into a test: a disk of 63 TiB, and one that packs 270 to 1. */
async function made(bases: Bases, make: (file: string) => Promise<void>): Promise<Uint8Array> {
  const folder = await mkdtemp(join(bases.folder, '.made-'))
  try {
    await make(join(folder, 'file'))
    return await readFile(join(folder, 'file'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const large: readonly Row[] = [
  {
    name: 'huge.qcow2',
    make: async (bases) =>
      await made(bases, async (file) => void (await run('qemu-img', ['create', '-q', '-f', 'qcow2', file, '63T']))),
    expect: 'too-large',
  },
  {
    name: 'bomb.qcow2',
    make: async (bases) =>
      await made(bases, async (file) => {
        const raw = `${file}.raw`
        await run('qemu-img', ['create', '-q', '-f', 'raw', raw, '256M'])
        await run('qemu-io', ['-f', 'raw', '-c', 'write -P 65 0 256M', raw])
        await run('qemu-img', ['convert', '-c', '-f', 'raw', '-O', 'qcow2', raw, file])
      }),
    expect: 'too-large',
  },
]

export const otherRows: readonly Row[] = [...vdiRows, ...disguises, ...foreign, ...large]

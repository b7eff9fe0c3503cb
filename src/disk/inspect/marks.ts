import type { FileFormat } from './inspection.ts'

type Mark = { readonly offset: number; readonly bytes: readonly number[] }

/** Marks at fixed places by which other programs, and a careless QEMU, would take a file for more than its bytes. */
const disks: readonly (readonly [name: Exclude<FileFormat, 'raw'>, ...marks: readonly Mark[]])[] = [
  ['qcow2', text('QFI\xfb')],
  ['vmdk', text('KDMV'), text('COWD'), text('# Disk DescriptorFile')],
  ['vdi', { offset: 0x40, bytes: [0x7f, 0x10, 0xda, 0xbe] }],
  ['vhdx', text('vhdxfile')],
  ['vhd', text('conectix')],
  ['iso', text('CD001', 0x8001)],
]

const others: readonly (readonly [name: string, ...marks: readonly Mark[]])[] = [
  ['qed', text('QED\0')],
  ['parallels', text('WithoutFreeSpace'), text('WithouFreSpacExt')],
  ['luks', text('LUKS\xba\xbe')],
  ['bochs', text('Bochs Virtual HD Image')],
  ['cloop', text('#!/bin/sh\n#V2.0 Format\n')],
]

const packings: readonly (readonly [name: string, ...marks: readonly Mark[]])[] = [
  ['gzip', { offset: 0, bytes: [0x1f, 0x8b, 0x08] }],
  ['xz', text('\xfd7zXZ\0')],
  ['zstd', { offset: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] }],
  ['bzip2', text('BZh')],
  ['zip', text('PK\x03\x04')],
  ['tar', text('ustar', 257)],
]

const bootSector: Mark = { offset: 510, bytes: [0x55, 0xaa] }

/** How much of the beginning of a file has all marks. */
export const markedBytes = 0x8001 + 5

export type Marks = {
  /** Formats that are read here. More than one is a file that wants to be two things. */
  readonly formats: readonly Exclude<FileFormat, 'raw'>[]
  /** A format that is known by its name only. */
  readonly other: string | undefined
  readonly packing: string | undefined
  /** It can be booted from, as a disk that is raw can. */
  readonly isBootSector: boolean
}

/** What a file claims to be by its first `markedBytes` bytes. */
export function readMarks(head: Uint8Array): Marks {
  const carried = <Name extends string>(list: readonly (readonly [Name, ...(readonly Mark[])])[]): Name[] =>
    list.filter(([, ...ways]) => ways.some((way) => carries(head, way))).map(([name]) => name)
  return {
    formats: carried(disks),
    other: carried(others)[0],
    packing: carried(packings)[0],
    isBootSector: carries(head, bootSector),
  }
}

function carries(head: Uint8Array, { offset, bytes }: Mark): boolean {
  return bytes.every((byte, index) => head[offset + index] === byte)
}

function text(latin1: string, offset = 0): Mark {
  return { offset, bytes: Array.from(latin1, (character) => character.charCodeAt(0)) }
}

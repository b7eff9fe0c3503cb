type Mark = { readonly offset: number; readonly bytes: readonly number[] }

/** Marks at fixed places by which other programs, and a careless QEMU, would take a file for more than its bytes. */
const marks: readonly (readonly [name: string, ...marks: readonly Mark[]])[] = [
  ['qcow2', text('QFI\xfb')],
  ['vmdk', text('KDMV'), text('COWD'), text('# Disk DescriptorFile')],
  ['vdi', { offset: 0x40, bytes: [0x7f, 0x10, 0xda, 0xbe] }],
  ['vhdx', text('vhdxfile')],
  ['vhd', text('conectix')],
  ['qed', text('QED\0')],
  ['parallels', text('WithoutFreeSpace'), text('WithouFreSpacExt')],
  ['luks', text('LUKS\xba\xbe')],
  ['bochs', text('Bochs Virtual HD Image')],
  ['cloop', text('#!/bin/sh\n#V2.0 Format\n')],
  ['gzip', { offset: 0, bytes: [0x1f, 0x8b, 0x08] }],
  ['xz', text('\xfd7zXZ\0')],
  ['zstd', { offset: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] }],
  ['bzip2', text('BZh')],
  ['zip', text('PK\x03\x04')],
  ['tar', text('ustar', 257)],
]

/** The format whose mark a file carries at its beginning, or undefined when it carries none. */
export function recogniseFormat(head: Uint8Array): string | undefined {
  return marks.find(([, ...ways]) => ways.some((way) => carries(head, way)))?.[0]
}

function carries(head: Uint8Array, { offset, bytes }: Mark): boolean {
  return bytes.every((byte, index) => head[offset + index] === byte)
}

function text(latin1: string, offset = 0): Mark {
  return { offset, bytes: Array.from(latin1, (character) => character.charCodeAt(0)) }
}

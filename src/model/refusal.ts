/** Why a disk file that somebody hands over is not taken. */
export type RefusalKind = keyof typeof hints

const hints = {
  unreadable: 'Check the path and its permissions; paths are seen by the daemon, so give them absolute.',
  empty: 'Look where the file comes from: nothing has been written to it.',
  packed: 'Unpack it first, for example with `gunzip`, `unxz`, `unzstd`, `unzip` or `tar`.',
  format: 'Taken are qcow2, raw, vmdk (sparse or stream-optimized), vdi, vhd and vhdx: export it as one of these.',
  mismatch: 'Say what it is: --disk-format of an import, which may be left out, and `format` of a disk in a spec.',
  refers: 'Where the other files are known and trusted, `qemu-img convert -O qcow2` makes a file that stands alone.',
  encrypted: 'Make a copy without encryption with the program that has the key.',
  'cut-off': 'The file is not complete: get it again, and compare its size and its checksum.',
  damaged: 'Get it again, or repair a copy of it with the program that it comes from (qcow2: `qemu-img check -r all`).',
  'too-large': 'Make the disk smaller where it comes from, or export it without compression.',
  changed: 'Shut down the guest or the program that writes to it, then import it again.',
  'too-slow': 'Get it again from where it comes from; a sound disk is read faster than that.',
} as const satisfies Record<string, string>

/** What to do about it. */
export function refusalHint(kind: RefusalKind | undefined): string {
  return kind === undefined ? `Nothing was changed. ${hints.format}` : `Nothing was changed. ${hints[kind]}`
}

import type { Command } from '../command.ts'

const volume = { name: 'VOLUME', arity: 'one', complete: 'volume', summary: 'the volume' } as const
const formats = ['qcow2', 'raw', 'luks'] as const
const plainFormats = ['qcow2', 'raw'] as const

const layout = {
  clusterSize: { kind: 'text', value: 'SIZE', summary: 'what a qcow2 file allocates at once (default 64KiB)' },
  compression: { kind: 'choice', choices: ['zlib', 'zstd'], summary: 'how a qcow2 file packs what is packed' },
  lazyRefcounts: { kind: 'flag', summary: 'faster writes to a qcow2 file, and a longer check after a crash' },
  extendedL2: { kind: 'flag', summary: 'clusters of a qcow2 file in 32 parts, for small writes on a linked clone' },
} as const satisfies Command['options']

export const volumeLs = {
  group: 'objects',
  summary: 'list the volumes',
  description: ['With `--tree` those that stand on others are shown below them.'],
  arguments: [],
  options: { tree: { kind: 'flag', summary: 'show which stands on which' } },
  examples: [
    { command: 'stroj volume ls', meaning: '' },
    { command: 'stroj volume ls --tree', meaning: 'chains of linked clones' },
  ],
} as const satisfies Command

export const volumeCreate = {
  group: 'objects',
  summary: 'make an empty volume',
  description: [
    'A volume is a disk of its own: it stays when the instance goes, and another can have it then. `disks: [{ volume: NAME }]` in a spec makes it a disk of an instance.',
    'With `--encrypt` it is encrypted (LUKS): qcow2 is by itself, luks is raw inside of an encryption. The passphrase is asked for at the terminal, or read from standard input. The daemon keeps it in a file of its own, and `stroj volume lock` has it forgotten.',
    'It takes space as it is filled, unless `--preallocation` takes some beforehand: `metadata` the tables of qcow2, `falloc` all blocks, `full` all blocks with zeros in them.',
  ],
  usage: ['NAME --size SIZE [OPTION...]'],
  arguments: [{ name: 'NAME', arity: 'one', summary: '1 to 63 of a-z, 0-9, dot, dash and underscore' }],
  options: {
    size: { kind: 'text', value: 'SIZE', summary: 'of the disk, such as 10GiB' },
    diskFormat: {
      kind: 'choice',
      choices: formats,
      summary: 'qcow2 can grow and keep snapshots, raw is plain (default qcow2)',
    },
    pool: { kind: 'text', value: 'POOL', complete: 'pool', summary: 'where it lies (default: the pool default)' },
    preallocation: {
      kind: 'choice',
      choices: ['off', 'metadata', 'falloc', 'full'],
      summary: 'what is taken beforehand (default off)',
    },
    encrypt: { kind: 'flag', summary: 'encrypt it with a passphrase' },
    ...layout,
  },
  examples: [
    { command: 'stroj volume create private --size 10GiB --encrypt', meaning: '' },
    { command: 'stroj volume create data --size 10GiB', meaning: '' },
    {
      command: 'stroj volume create db --size 50GiB --disk-format raw --preallocation falloc',
      meaning: 'never short of room',
    },
  ],
} as const satisfies Command

export const volumeShow = {
  group: 'objects',
  summary: 'everything about a volume',
  description: [
    'With `--map` also a picture of what of it is allocated, and where.',
    'Of one that was imported also whether the Linux on it had drivers for virtio then, and which bus it boots from.',
  ],
  arguments: [volume],
  options: { map: { kind: 'flag', summary: 'draw and list what is allocated' } },
  examples: [
    { command: 'stroj volume show data', meaning: '' },
    { command: 'stroj volume show data --map', meaning: '' },
  ],
} as const satisfies Command

export const volumeClone = {
  group: 'objects',
  summary: 'make a volume that begins as another',
  description: [
    'A whole copy by default. With `--linked` only what differs is kept, which is made at once; the other volume must then stay as it is, so only instances that do not write to it can have it.',
  ],
  arguments: [volume, { name: 'NAME', arity: 'one', summary: 'name of the new volume' }],
  options: { linked: { kind: 'flag', summary: 'keep only what differs' } },
  examples: [
    { command: 'stroj volume clone data data-2', meaning: '' },
    { command: 'stroj volume clone --linked base try', meaning: 'in a millisecond, whatever the size' },
  ],
} as const satisfies Command

export const volumeResize = {
  group: 'objects',
  summary: 'give a volume another size',
  description: [
    'Smaller only with `--shrink`, and only where nothing was ever written beyond the new end; the file system inside is not changed. On an instance that runs it can grow: the guest sees it at once, and its ext4 or xfs is grown too, where its agent can do that.',
  ],
  arguments: [volume, { name: 'SIZE', arity: 'one', summary: 'such as 20GiB' }],
  options: { shrink: { kind: 'flag', summary: 'allow a smaller size' } },
  examples: [{ command: 'stroj volume resize data 20GiB', meaning: '' }],
} as const satisfies Command

export const volumeConvert = {
  group: 'objects',
  summary: 'write a volume anew in another format or layout',
  description: [
    'A copy is made beside it, which takes its place when it is whole: a failure or Ctrl-C leaves it as it was. A linked clone stands alone after it.',
  ],
  usage: ['VOLUME --to qcow2|raw|luks [OPTION...]'],
  arguments: [volume],
  options: {
    to: { kind: 'choice', choices: formats, summary: 'the format' },
    encrypt: { kind: 'flag', summary: 'encrypt it with a passphrase' },
    decrypt: { kind: 'flag', summary: 'of an encrypted volume: what is written is not encrypted' },
    compress: { kind: 'flag', summary: 'pack a qcow2 file; what is written later is not packed' },
    ...layout,
  },
  examples: [
    { command: 'stroj volume convert data --to raw', meaning: '' },
    { command: 'stroj volume convert old --to qcow2 --compress --compression zstd', meaning: 'put away, and small' },
  ],
} as const satisfies Command

export const volumeCompact = {
  group: 'objects',
  summary: 'give back to the host what a volume does not need',
  description: [
    'Holes and zeros are left out of a copy, which takes its place. What it took before and takes after is told.',
  ],
  arguments: [volume],
  options: {},
  examples: [{ command: 'stroj volume compact data', meaning: '' }],
} as const satisfies Command

export const volumeCheck = {
  group: 'objects',
  summary: 'look through the tables of a qcow2 volume',
  description: [
    'With `--repair` a copy is mended, and takes the place of the volume only when it is sound. Needs as much room as the volume takes.',
  ],
  arguments: [volume],
  options: { repair: { kind: 'flag', summary: 'mend it, on a copy' } },
  examples: [{ command: 'stroj volume check data --repair', meaning: '' }],
  exits: [{ code: '1', meaning: 'it is damaged, and was not mended' }],
} as const satisfies Command

export const volumeImport = {
  group: 'objects',
  summary: 'make a volume from a disk file or a block device',
  description: [
    'A block device, such as the disk of an old machine, is read as it is; it, or a part of it, must not be mounted or in use, and cannot be mounted meanwhile. Zeros in it take no space. How much the copy takes is known only when it is made.',
    'The file is inspected first, and copied; it stays as it is. One that refers to other files, or that is damaged, is refused. What is in it is not looked at: a system that came from other hardware may need drivers for virtio before it boots.',
  ],
  usage: ['FILE --name NAME [OPTION...]'],
  arguments: [
    { name: 'FILE', arity: 'one', complete: 'file', summary: 'qcow2, raw, vmdk, vdi, vhd or vhdx, or a block device' },
  ],
  options: {
    name: { kind: 'text', value: 'NAME', summary: 'name of the volume' },
    from: {
      kind: 'choice',
      choices: ['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx'],
      summary: 'what the file is (default by its own bytes)',
    },
    diskFormat: { kind: 'choice', choices: plainFormats, summary: 'what the volume shall be (default qcow2)' },
    pool: { kind: 'text', value: 'POOL', complete: 'pool', summary: 'where it lies (default: the pool default)' },
  },
  examples: [
    { command: 'stroj volume import old.vmdk --name old', meaning: '' },
    { command: 'stroj volume import /dev/sdb --name old-server', meaning: 'a disk that came out of a machine' },
  ],
} as const satisfies Command

export const volumeExport = {
  group: 'objects',
  summary: 'write a copy of a volume to a file or a block device',
  description: [
    'A file must not be there yet; it appears under its name when it is whole.',
    'A block device is written raw, from its beginning, with `--overwrite`: what is on it is lost. One that is mounted, swapped to, or part of a RAID or volume group is refused, as is one that is too small.',
  ],
  usage: ['VOLUME FILE [--to FORMAT] [--compress]'],
  arguments: [volume, { name: 'FILE', arity: 'one', complete: 'file', summary: 'the file to make, or a block device' }],
  options: {
    to: {
      kind: 'choice',
      choices: ['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx'],
      summary: 'format of the file (default qcow2)',
    },
    overwrite: { kind: 'flag', summary: 'of a block device: yes, what is on it is lost' },
    decrypt: { kind: 'flag', summary: 'of an encrypted volume: yes, everybody can read the file' },
    compress: { kind: 'flag', summary: 'pack it; a packed vmdk is of the kind streamOptimized' },
  },
  examples: [
    { command: 'stroj volume export data data.vmdk --to vmdk --compress', meaning: 'as an OVA has it' },
    { command: 'stroj volume export data /dev/sdx --to raw --overwrite', meaning: 'for a machine of its own' },
    { command: 'stroj volume export data data.vdi --to vdi', meaning: 'for VirtualBox' },
  ],
} as const satisfies Command

const instance = { name: 'INSTANCE', arity: 'one', complete: 'instance', summary: 'the instance' } as const

const limits = {
  iops: { kind: 'number', value: 'N', summary: 'reads and writes a second, together' },
  bytesPerSecond: { kind: 'text', value: 'SIZE', summary: 'bytes read and written a second, such as 20MiB' },
} as const satisfies Command['options']

export const volumeAttach = {
  group: 'objects',
  summary: 'make a volume a disk of an instance',
  description: [
    'At once when it runs: the guest finds a new disk, with the id of the volume as serial number (`/dev/disk/by-id/virtio-ID`). It stays a disk of the instance until it is detached.',
    'One instance alone can write to a volume; several can have it with `--read-only`.',
  ],
  arguments: [volume, instance],
  options: { readOnly: { kind: 'flag', summary: 'the guest cannot write to it' }, ...limits },
  examples: [
    { command: 'stroj volume attach data web', meaning: '' },
    { command: 'stroj volume attach data web --iops 500', meaning: 'and not too fast' },
  ],
} as const satisfies Command

export const volumeDetach = {
  group: 'objects',
  summary: 'take a volume out of an instance',
  description: ['A guest that runs is asked to let go of it; unmount it there first. The volume stays.'],
  arguments: [volume, instance],
  options: {},
  examples: [{ command: 'stroj volume detach data web', meaning: '' }],
} as const satisfies Command

export const volumeLimit = {
  group: 'objects',
  summary: 'change how fast an instance may be with a volume',
  description: ['At once when it runs. What is not given is not limited any more.'],
  arguments: [volume, instance],
  options: limits,
  examples: [
    { command: 'stroj volume limit data web --bytes-per-second 20MiB', meaning: '' },
    { command: 'stroj volume limit data web', meaning: 'no limits' },
  ],
} as const satisfies Command

export const volumeRename = {
  group: 'objects',
  summary: 'give a volume another name',
  description: [
    'Also in the specs of the instances that have it. Its id, which the guest sees as serial number, stays.',
  ],
  arguments: [volume, { name: 'NAME', arity: 'one', summary: 'the new name' }],
  options: {},
  examples: [{ command: 'stroj volume rename data archive', meaning: '' }],
} as const satisfies Command

export const volumeRm = {
  group: 'objects',
  summary: 'remove volumes',
  description: ['One that an instance has, or that another stands on, is refused.'],
  arguments: [{ ...volume, arity: 'many', summary: 'the volumes' }],
  options: {},
  examples: [{ command: 'stroj volume rm data', meaning: '' }],
} as const satisfies Command

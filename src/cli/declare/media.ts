import type { Command } from '../command.ts'

const name = { name: 'NAME', arity: 'one', complete: 'instance', summary: 'the instance' } as const
const force = { kind: 'flag', short: 'f', summary: 'although the guest uses what is in the drive' } as const

export const mediaLs = {
  group: 'make',
  summary: 'what is in the drives of instances',
  description: ['A file of the host, or the image of a medium. An instance without a drive is not listed.'],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj media ls', meaning: '' }],
} as const satisfies Command

export const mediaInsert = {
  group: 'make',
  summary: 'put a medium into the drive',
  description: [
    'At once when the instance runs, and for its next start. What is in the drive is taken out before; a guest that uses it is not disturbed, unless `--force` says so.',
  ],
  arguments: [
    name,
    { name: 'MEDIUM', arity: 'one', complete: 'file', summary: 'an ISO file, or an image such as debian-netinst:12' },
  ],
  options: { force },
  examples: [
    { command: 'stroj media insert web ./drivers.iso', meaning: '' },
    { command: 'stroj media insert web debian-netinst:12', meaning: 'of the images (`stroj image pull`)' },
  ],
} as const satisfies Command

export const mediaEject = {
  group: 'make',
  summary: 'take the medium out of the drive',
  description: ['At once when the instance runs, and for its next start, at which it has no drive.'],
  arguments: [name],
  options: { force },
  examples: [{ command: 'stroj media eject web', meaning: '' }],
} as const satisfies Command

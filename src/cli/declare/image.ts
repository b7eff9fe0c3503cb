import { diskFormats } from '../../model/disk-format.ts'
import type { Command } from '../command.ts'
import { architectures } from './spec-options.ts'

const image = {
  name: 'IMAGE',
  arity: 'one',
  complete: 'image',
  summary: 'a name, or the beginning of a digest',
} as const

export const imageLs = {
  group: 'objects',
  summary: 'list the images here, and those that can be built',
  description: [],
  arguments: [],
  options: {},
  examples: [{ command: 'stroj image ls', meaning: '' }],
} as const satisfies Command

export const imageBuild = {
  group: 'objects',
  summary: 'build an image from Debian packages',
  description: [
    'Nothing is done when it is here already, unless `--rebuild` asks for a new one.',
    'With `--package` the image of the recipe has more in it, under a name of its own.',
  ],
  arguments: [
    {
      name: 'RECIPE',
      arity: 'one',
      complete: 'recipe',
      summary: 'debian:12 (or debian), tiny, or tiny:ARCH such as tiny:aarch64',
    },
  ],
  options: {
    rebuild: { kind: 'flag', summary: 'build it anew; instances keep the one that they were made from' },
    name: { kind: 'text', value: 'NAME', summary: 'name for the image: name or name:version' },
    package: { kind: 'texts', value: 'PACKAGE', summary: 'a Debian package that is installed besides' },
  },
  examples: [
    { command: 'stroj image build debian', meaning: '' },
    {
      command: 'stroj image build debian --name web --package nginx --package git',
      meaning: 'an image with more in it',
    },
  ],
} as const satisfies Command

export const imageImport = {
  group: 'objects',
  summary: 'take a local disk file in as an image',
  description: [
    'The file is checked and copied; what comes out is qcow2. It must stand alone: one that refers to other files is refused, as are encrypted, damaged and incomplete ones, and those that are not what they are said to be.',
    'Nothing is guessed that the file does not say itself: without any mark it is a raw disk.',
  ],
  usage: ['FILE --name NAME [--disk-format FORMAT]'],
  arguments: [{ name: 'FILE', arity: 'one', complete: 'file', summary: 'a disk: qcow2, raw, vmdk, vdi, vhd or vhdx' }],
  options: {
    name: { kind: 'text', value: 'NAME', summary: 'name for the image: name or name:version' },
    arch: { kind: 'choice', choices: architectures, summary: 'what the system on it runs on (default as this host)' },
    diskFormat: { kind: 'choice', choices: diskFormats, summary: 'what the file is (default by its own marks)' },
  },
  examples: [
    { command: 'stroj image import disk.qcow2 --name my-debian', meaning: '' },
    { command: 'stroj image import appliance.vmdk --name appliance', meaning: 'a disk of VMware or VirtualBox' },
    { command: 'stroj image import server.img --name server --disk-format raw', meaning: 'refused if it is not raw' },
  ],
} as const satisfies Command

export const imageShow = {
  group: 'objects',
  summary: 'everything about an image',
  description: [],
  arguments: [image],
  options: {},
  examples: [{ command: 'stroj image show debian', meaning: '' }],
} as const satisfies Command

export const imageRm = {
  group: 'objects',
  summary: 'remove images',
  description: ['One that instances were made from is refused.'],
  arguments: [{ ...image, arity: 'many' }],
  options: {},
  examples: [{ command: 'stroj image rm my-debian', meaning: '' }],
} as const satisfies Command

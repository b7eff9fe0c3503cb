import { importFormats } from '../../model/disk-format.ts'
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
  summary: 'list the images here, and those there could be',
  description: [],
  arguments: [],
  options: {
    available: { kind: 'flag', short: 'a', summary: 'also what distributions publish and can be pulled' },
  },
  examples: [
    { command: 'stroj image ls', meaning: '' },
    { command: 'stroj image ls --available', meaning: 'with the catalog' },
  ],
} as const satisfies Command

export const imageBuild = {
  group: 'objects',
  summary: 'build an image from Debian packages',
  description: [
    'Nothing is done when it is here already, unless `--rebuild` asks for a new one.',
    'With `--package` the image of the recipe has more in it, and with `--size` a disk of another size, under a name of its own.',
  ],
  arguments: [
    {
      name: 'RECIPE',
      arity: 'one',
      complete: 'recipe',
      summary: 'debian:12 (or debian), debian:13, tiny, or tiny:ARCH such as tiny:aarch64',
    },
  ],
  options: {
    rebuild: { kind: 'flag', summary: 'build it anew; instances keep the one that they were made from' },
    name: { kind: 'text', value: 'NAME', summary: 'name for the image: name or name:version' },
    package: { kind: 'texts', value: 'PACKAGE', summary: 'a Debian package that is installed besides' },
    size: { kind: 'text', value: 'SIZE', summary: 'size of the disk (default 10GiB, most of which takes no space)' },
  },
  examples: [
    { command: 'stroj image build debian', meaning: '' },
    {
      command: 'stroj image build debian --name web --package nginx --package git',
      meaning: 'an image with more in it',
    },
  ],
} as const satisfies Command

export const imagePull = {
  group: 'objects',
  summary: 'get an image from the web',
  description: [
    'WHAT is a name of the catalog (`stroj image ls --available`), an alias of an image server as `images:debian/12`, or a URL with its digest.',
    'The digest is checked, and the signature of a list of digests where the distribution signs and its keys are installed. A download that was cut off or cancelled goes on where it ended.',
    'Nothing is done when an image of the name is here already, unless `--again` asks for what is published now.',
  ],
  usage: ['NAME [--again]', 'REMOTE:ALIAS', 'URL --sha256 DIGEST --name NAME'],
  arguments: [
    {
      name: 'WHAT',
      arity: 'one',
      complete: 'catalog',
      summary: 'ubuntu:24.04, debian-netinst:12, images:debian/12, a URL …',
    },
  ],
  options: {
    sha256: { kind: 'text', value: 'DIGEST', summary: 'SHA-256 of what the URL has' },
    sha512: { kind: 'text', value: 'DIGEST', summary: 'SHA-512 of what the URL has' },
    mirror: { kind: 'texts', value: 'URL', summary: 'another place that has the same file' },
    name: { kind: 'text', value: 'NAME', summary: 'name for the image: name or name:version' },
    arch: { kind: 'choice', choices: architectures, summary: 'what the system on it runs on (default as this host)' },
    diskFormat: { kind: 'choice', choices: importFormats, summary: 'what the URL has (default by its own marks)' },
    again: { kind: 'flag', summary: 'also when it is here; instances keep the one that they were made from' },
  },
  examples: [
    { command: 'stroj image pull ubuntu:24.04', meaning: '' },
    {
      command: 'stroj image pull debian-netinst:12',
      meaning: 'an installation medium, for `--cdrom debian-netinst:12`',
    },
    { command: 'stroj image pull images:alpine/3.20', meaning: 'from an image server' },
    {
      command: 'stroj image pull https://example.org/x.qcow2 --sha256 6b86b2… --name x:1',
      meaning: 'any file whose digest is known',
    },
  ],
} as const satisfies Command

export const imageImport = {
  group: 'objects',
  summary: 'take a local disk or medium in as an image',
  description: [
    'The file is checked and copied; a disk becomes qcow2, and an ISO medium stays as it is. It must stand alone: one that refers to other files is refused, as are encrypted, damaged and incomplete ones, and those that are not what they are said to be.',
    'Nothing is guessed that the file does not say itself: without any mark it is a raw disk.',
  ],
  usage: ['FILE --name NAME [--disk-format FORMAT]'],
  arguments: [
    {
      name: 'FILE',
      arity: 'one',
      complete: 'file',
      summary: 'a disk (qcow2, raw, vmdk, vdi, vhd or vhdx) or a medium (iso)',
    },
  ],
  options: {
    name: { kind: 'text', value: 'NAME', summary: 'name for the image: name or name:version' },
    arch: { kind: 'choice', choices: architectures, summary: 'what the system on it runs on (default as this host)' },
    diskFormat: { kind: 'choice', choices: importFormats, summary: 'what the file is (default by its own marks)' },
  },
  examples: [
    { command: 'stroj image import disk.qcow2 --name my-debian', meaning: '' },
    { command: 'stroj image import appliance.vmdk --name appliance', meaning: 'a disk of VMware or VirtualBox' },
    { command: 'stroj image import server.img --name server --disk-format raw', meaning: 'refused if it is not raw' },
    { command: 'stroj image import netinst.iso --name netinst:12', meaning: 'a medium, for `--cdrom netinst:12`' },
  ],
} as const satisfies Command

export const imagePrune = {
  group: 'objects',
  summary: 'remove images, downloads and caches that nothing needs',
  description: [
    'First it shows what that is, and how much, and asks. Images that have no name any more, files without a record, downloads that were cut off, and packages of Debian that no build has used for a month.',
    'What an instance stands on or has in its drive is never removed.',
  ],
  arguments: [],
  options: {
    all: { kind: 'flag', short: 'a', summary: 'also images that have a name, when nothing uses them' },
    dryRun: { kind: 'flag', short: 'n', summary: 'only show it' },
    yes: { kind: 'flag', short: 'y', summary: 'do not ask' },
  },
  examples: [
    { command: 'stroj image prune --dry-run', meaning: 'what would be removed' },
    { command: 'stroj image prune --all --yes', meaning: 'every image that nothing uses' },
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

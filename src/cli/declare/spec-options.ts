import type { Command } from '../command.ts'

/** As in the schema, which is not loaded for this. */
export const architectures = ['x86_64', 'aarch64', 'arm', 'riscv64', 'ppc64le', 's390x'] as const

/** What `run` and `create` take to describe the instance. Each stands for a key of the spec. */
export const specOptions = {
  name: { kind: 'text', value: 'NAME', summary: 'name of the instance; by default one is made up from the image' },
  file: {
    kind: 'text',
    short: 'f',
    value: 'FILE',
    complete: 'file',
    summary: 'read the spec from a YAML file; - is stdin',
  },
  arch: {
    kind: 'choice',
    choices: architectures,
    summary: 'instruction set of the guest, emulated where the host has another (default that of the image)',
  },
  cpus: { kind: 'text', value: 'COUNT', summary: 'virtual processors (default 1)' },
  nested: { kind: 'flag', summary: 'the guest can run guests of its own with hardware virtualization' },
  memory: { kind: 'text', short: 'm', value: 'SIZE', summary: 'guest memory, such as 2GiB (default 1GiB)' },
  disk: { kind: 'text', value: 'SIZE', summary: 'size of the first disk (default that of the image)' },
  cdrom: {
    kind: 'text',
    value: 'FILE',
    complete: 'file',
    summary: 'an ISO file or the image of a medium in the drive; without an image it is booted the first time',
  },
  installer: {
    kind: 'text',
    value: 'KERNEL,INITRD',
    summary:
      'kernel and initrd of an installer as it is booted over a network, started the first time: two files, or two http:// URLs, which iPXE gets',
  },
  install: {
    kind: 'text',
    value: 'KEY=VALUE,...',
    summary:
      'answers for the installer: user, key (a file), system, hostname, locale, keyboard, timezone, layout, mirror, package',
  },
  installPassword: {
    kind: 'flag',
    summary: 'ask for the password of that user, or take the first line of stdin; only its hash is kept',
  },
  forward: {
    kind: 'texts',
    short: 'p',
    value: '[ADDRESS:]HOST:GUEST[/udp]',
    summary: 'lead a port of the host to the guest; ADDRESS is 127.0.0.1 unless given',
  },
  hostdev: {
    kind: 'texts',
    value: 'pci=ADDRESS|usb=PORT',
    summary: 'give a device of the host to the guest; vendor:device will do for both (`stroj host devices` lists them)',
  },
  firmware: {
    kind: 'choice',
    choices: ['bios', 'uefi', 'board', 'direct'],
    summary: 'how it boots (default what fits the image)',
  },
  machine: {
    kind: 'choice',
    choices: ['q35', 'microvm', 'virt', 'pseries', 's390-ccw-virtio'],
    summary: 'board of the guest (default q35, elsewhere the one that fits)',
  },
  accel: {
    kind: 'choice',
    choices: ['auto', 'kvm', 'tcg'],
    summary: 'kvm demands hardware virtualization, tcg emulates (default auto)',
  },
  lifetime: {
    kind: 'duration',
    value: 'TIME',
    summary: 'it is deleted after this time, whatever it does then, unless `stroj renew` lets the time begin anew',
  },
  label: { kind: 'texts', short: 'l', value: 'KEY=VALUE', summary: 'a label to find it by' },
  set: {
    kind: 'texts',
    value: 'KEY=VALUE',
    complete: 'assignment',
    summary: 'any key of the spec, as in `stroj set`',
  },
} as const satisfies Command['options']

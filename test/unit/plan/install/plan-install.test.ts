import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { InstanceSpec } from '../../../../src/model/spec.ts'
import type { InstallMedium } from '../../../../src/model/install-medium.ts'
import { planInstall } from '../../../../src/plan/install/plan-install.ts'
import { hash, key } from './samples.ts'

const extent = { offset: 4096, sizeBytes: 2048 }
const mediumOf = (volume: string, ...names: readonly string[]): InstallMedium => ({
  path: '/m.iso',
  volume,
  files: new Map(names.map((name) => [name, extent])),
})
const debian = mediumOf('Debian 12.5.0 amd64 n', 'install.amd/vmlinuz', 'install.amd/initrd.gz')
const login = { user: 'ana', passwordHash: hash }

function plan(spec: object, medium: InstallMedium | null) {
  const whole = InstanceSpec.parse({ disk: '64GiB', memory: '4GiB', cdrom: '/m.iso', ...spec })
  return planInstall({ name: 'deb', arch: 'x86_64', uefi: false, spec: whole }, medium)
}

function refusal(spec: object, medium: InstallMedium | null): string {
  const verdict = plan(spec, medium)
  return verdict.ok ? 'none' : verdict.refusal.code
}

test('kernel and initrd of a medium that is recognised are started, with what its installer is told', () => {
  const verdict = plan({ install: login }, debian)
  assert.ok(verdict.ok && verdict.plan?.boot)
  assert.deepEqual(verdict.plan.boot.kernel, { kind: 'medium', path: '/m.iso', ...extent })
  assert.match(verdict.plan.boot.arguments, /^auto=true priority=critical/)
  assert.equal(verdict.plan.answers?.by.kind, 'initrd')
})

test('a medium of Fedora is found again by its volume id', () => {
  const fedora = mediumOf('Fedora-S-dvd-x86_64-40', 'images/pxeboot/vmlinuz', 'images/pxeboot/initrd.img')
  const verdict = plan({ install: login }, fedora)
  assert.ok(verdict.ok)
  assert.match(verdict.plan?.boot?.arguments ?? '', /inst\.stage2=hd:LABEL=Fedora-S-dvd-x86_64-40$/)
})

test('without answers a person is asked, and the kernel is told what the spec says only', () => {
  const installer = { kernel: '/linux', initrd: '/initrd.gz', arguments: 'vga=788' }
  const verdict = plan({ cdrom: undefined, boot: { installer } }, null)
  assert.ok(verdict.ok)
  assert.deepEqual(verdict.plan, {
    boot: {
      kernel: { kind: 'file', path: '/linux' },
      initrd: { kind: 'file', path: '/initrd.gz' },
      arguments: 'vga=788',
    },
    answers: null,
    drivers: null,
  })
})

test('Windows is started by its own loader', () => {
  const verdict = plan(
    { install: { user: 'ana', system: 'windows', drivers: '/v.iso' } },
    mediumOf('CCCOMA_X64FRE_EN-US_DV9'),
  )
  assert.ok(verdict.ok)
  assert.equal(verdict.plan?.boot, null)
})

describe('refused', () => {
  const windows = mediumOf('CCCOMA_X64FRE_EN-US_DV9')
  const cases: readonly (readonly [string, object, InstallMedium, string])[] = [
    ['a medium that nobody knows', { install: login }, mediumOf('DATA'), 'install.medium-unknown'],
    ['a medium of another system', { install: { ...login, system: 'fedora' } }, debian, 'install.medium-differs'],
    ['a medium without an installer', { install: login }, mediumOf(debian.volume), 'install.medium-incomplete'],
    ['a disk that is too small', { install: login, disk: '1GiB' }, debian, 'install.too-small'],
    ['too little memory', { install: login, memory: '256MiB' }, debian, 'install.too-small'],
    ['Windows without drivers', { install: { user: 'ana', system: 'windows' } }, windows, 'install.no-drivers'],
    ['a hash for Windows', { install: { ...login, drivers: '/v.iso' } }, windows, 'install.not-for-windows'],
    [
      'keys for Windows',
      { install: { user: 'ana', keys: [key], drivers: '/v.iso' } },
      windows,
      'install.not-for-windows',
    ],
    [
      'a zone that Windows has no name for',
      { install: { user: 'ana', system: 'windows', drivers: '/v.iso', timezone: 'Mars/Olympus' } },
      windows,
      'install.not-for-windows',
    ],
  ]
  for (const [what, spec, medium, code] of cases) test(what, () => assert.equal(refusal(spec, medium), code))
})

describe('a spec contradicts itself with', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['answers and no installer', { disk: '10GiB', install: login }],
    ['answers and an image', { image: 'debian:12', cdrom: '/m.iso', install: login }],
    ['answers and no disk', { cdrom: '/m.iso', install: login }],
    [
      'a kernel that does not tell its system',
      { disk: '10GiB', boot: { installer: { kernel: '/k', initrd: '/i' } }, install: login },
    ],
    ['a user who cannot log in', { disk: '10GiB', cdrom: '/m.iso', install: { user: 'ana' } }],
    ['no serial line to watch', { disk: '10GiB', cdrom: '/m.iso', install: login, console: { serial: false } }],
    [
      'two ways of the first boot',
      { disk: '10GiB', cdrom: '/m.iso', boot: { once: 'cdrom', installer: { kernel: '/k', initrd: '/i' } } },
    ],
  ]
  for (const [what, spec] of cases) test(what, () => assert.equal(InstanceSpec.safeParse(spec).success, false))
})

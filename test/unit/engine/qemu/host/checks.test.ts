import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Circumstances } from '../../../../../src/engine/qemu/host/circumstances.ts'
import { checksOf, hostReport } from '../../../../../src/engine/qemu/host/report.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import type { HostFacts } from '../../../../../src/model/host/facts.ts'
import { HostReport } from '../../../../../src/model/host/report.ts'

const gibibyte = 2 ** 30

const facts: HostFacts = {
  architecture: 'x86_64',
  kernel: '6.1.0-26-amd64',
  cpus: 8,
  timeStampKhz: 2_600_000,
  memoryBytes: 16 * gibibyte,
  virtualization: 'vmx',
  nested: true,
  kvm: { usable: true, obstacle: null, reason: 'a test guest ran in it' },
  emulators: { x86_64: { path: '/usr/bin/qemu-system-x86_64', version: '7.2.22' } },
  qemuImg: { path: '/usr/bin/qemu-img', version: '7.2.22' },
  passt: { path: '/usr/bin/passt', version: 'unknown' },
  firmware: { uefi: ['x86_64'], uBoot: false },
}

const usual: Circumstances = {
  user: 'anna',
  isRoot: false,
  network: { guard: 'passt', asRoot: false },
  stateFolder: '/home/anna/.local/state/stroj',
  freeBytes: 100 * gibibyte,
  longestSocketPath: '/run/user/1000/stroj/i/xxxxxxxxxx/rescue.sock',
  hasMmdebstrap: true,
  hasApt: true,
  debianKeyring: true,
  aptSources: 'deb http://deb.debian.org/debian bookworm main',
  users: { namespaces: true, newuidmap: true, ranges: true },
}

const withFacts = (changed: Partial<HostFacts>): HostFacts => ({ ...facts, ...changed })
type Case = readonly [
  when: string,
  found: HostFacts,
  changed: Partial<Circumstances>,
  check: string,
  verdict: 'warning' | 'missing',
  fix: RegExp | null,
]

const cases: readonly Case[] = [
  [
    'QEMU is missing',
    withFacts({ emulators: {} }),
    {},
    'qemu-system-x86_64',
    'missing',
    /^sudo apt-get install qemu-system-x86$/,
  ],
  [
    'QEMU is too old',
    withFacts({ emulators: { x86_64: { path: '/usr/bin/qemu-system-x86_64', version: '5.2.0' } } }),
    {},
    'qemu-system-x86_64',
    'missing',
    /apt-get install qemu-system-x86/,
  ],
  ['qemu-img is missing', withFacts({ qemuImg: null }), {}, 'qemu-img', 'missing', /qemu-utils/],
  ['there is no UEFI', withFacts({ firmware: { uefi: [], uBoot: false } }), {}, 'UEFI firmware', 'warning', /ovmf/],
  ['passt is missing', withFacts({ passt: null }), {}, 'passt', 'missing', /install passt/],
  [
    'passt is old and cannot be shut in',
    facts,
    { network: { guard: 'none', asRoot: false } },
    'passt',
    'warning',
    /\/dev\/net\/tun/,
  ],
  [
    'ordinary users have no namespaces',
    facts,
    { users: { ...usual.users, namespaces: false } },
    'building',
    'missing',
    /sysctl/,
  ],
  ['newuidmap is missing', facts, { users: { ...usual.users, newuidmap: false } }, 'building', 'missing', /uidmap/],
  [
    'the user has no range of ids',
    facts,
    { users: { ...usual.users, ranges: false } },
    'building',
    'missing',
    /usermod --add-subuids .* anna$/,
  ],
  ['mmdebstrap is missing', facts, { hasMmdebstrap: false }, 'mmdebstrap', 'missing', /install mmdebstrap/],
  ['there is no apt', facts, { hasApt: false }, 'Debian packages', 'missing', null],
  ['the keys of Debian are missing', facts, { debianKeyring: false }, 'Debian packages', 'missing', /archive-keyring/],
  ['the disk is nearly full', facts, { freeBytes: gibibyte }, 'disk space', 'warning', /stroj image ls/],
  ['the disk is full', facts, { freeBytes: 1 }, 'disk space', 'missing', /stroj image ls/],
  [
    'socket paths would be too long',
    facts,
    { longestSocketPath: `/${'x'.repeat(90)}/i/xxxxxxxxxx/rescue.sock` },
    'sockets',
    'missing',
    null,
  ],
]

describe('stroj doctor', () => {
  test('finds nothing wrong with a facts host', () => {
    const checks = checksOf(facts, usual)
    assert.deepEqual(
      checks.filter(({ verdict, fix }) => verdict !== 'ok' || fix !== null),
      [],
    )
    assert.equal(new Set(checks.map(({ name }) => name)).size, checks.length)
  })

  for (const [when, findings, changed, name, verdict, fix] of cases) {
    test(`says what to do when ${when}`, () => {
      const checks = checksOf(findings, { ...usual, ...changed })
      const found = checks.find((check) => check.name === name)
      assert.equal(found?.verdict, verdict)
      if (fix === null) assert.equal(found.fix, null)
      else assert.match(found.fix ?? '', fix)
    })
  }

  test('tells of servers that are not heard through an old passt', () => {
    const checks = checksOf(facts, { ...usual, network: { guard: 'namespace', asRoot: false } })
    const found = checks.find(({ name }) => name === 'passt')
    assert.equal(found?.verdict, 'note')
    assert.match(found.meaning, /speaks first.*SSH and HTTP work/)
  })

  test('asks less of root', () => {
    const users = { namespaces: false, newuidmap: false, ranges: false }
    const checks = checksOf(facts, { ...usual, isRoot: true, users })
    assert.ok(checks.every(({ verdict }) => verdict === 'ok'))
  })

  test('reports on this very host', async () => {
    await using folder = await TempDir.make('report')
    const paths = { state: folder.path, runtime: folder.path, cache: `${folder.path}/cache` }
    const signal = AbortSignal.timeout(30_000)
    const report = HostReport.omit({ inventory: true }).parse(await hostReport(paths, signal))
    assert.ok(report.facts.cpus > 0)
    assert.match(report.facts.emulators.x86_64?.version ?? '', /^\d+\.\d+/)
    assert.deepEqual(await hostReport(paths, signal).then(({ facts }) => facts), report.facts)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { findDebianMirror } from '../../../../../src/engine/qemu/host/apt-sources.ts'
import { parseCpuinfo } from '../../../../../src/engine/qemu/host/cpuinfo.ts'
import { parseAvailableMemory } from '../../../../../src/engine/qemu/host/meminfo.ts'
import { hasSubordinateIds } from '../../../../../src/engine/qemu/host/subordinate-ids.ts'
import { isOlder, parsePasstVersion, parseQemuVersion } from '../../../../../src/engine/qemu/host/version.ts'

function cpuinfo(...flagsOfEach: readonly string[]): string {
  return flagsOfEach
    .map(
      (flags, index) =>
        `processor\t: ${index}\nmodel name\t: Some CPU @ 2.60GHz\nflags\t\t: ${flags}\nbugs\t\t: vmx_none\n`,
    )
    .join('\n')
}

describe('/proc/cpuinfo', () => {
  const table: readonly (readonly [string, ReturnType<typeof parseCpuinfo>])[] = [
    [cpuinfo('fpu vme vmx lm', 'fpu vme vmx lm'), { virtualization: 'vmx', isGuest: false }],
    [cpuinfo('fpu svm lm hypervisor'), { virtualization: 'svm', isGuest: true }],
    [cpuinfo('fpu lm hypervisor'), { virtualization: 'none', isGuest: true }],
    // A longer flag is another flag, and what one processor lacks cannot be counted on.
    [cpuinfo('fpu vmx_ept tsx'), { virtualization: 'none', isGuest: false }],
    [cpuinfo('fpu vmx', 'fpu'), { virtualization: 'none', isGuest: false }],
    ['', { virtualization: 'none', isGuest: false }],
    ['processor : 0\nFeatures : fp asimd', { virtualization: 'none', isGuest: false }],
  ]
  for (const [text, expected] of table) {
    test(`with ${/flags.*/.exec(text)?.[0] ?? 'no flags'} is ${expected.virtualization}`, () => {
      assert.deepEqual(parseCpuinfo(text), expected)
    })
  }

  test('finds a flag wherever it stands among others', () => {
    const word = fc.stringMatching(/^[a-z0-9_]{1,10}$/).filter((flag) => !['vmx', 'svm'].includes(flag))
    fc.assert(
      fc.property(fc.array(word), fc.array(word), fc.constantFrom('vmx', 'svm'), (before, after, flag) => {
        assert.equal(parseCpuinfo(cpuinfo([...before, flag, ...after].join(' '))).virtualization, flag)
        assert.equal(parseCpuinfo(cpuinfo([...before, ...after].join(' '))).virtualization, 'none')
      }),
    )
  })
})

test('the available memory is read from /proc/meminfo, and is unknown when it is not told', () => {
  assert.equal(parseAvailableMemory('MemTotal:       24684092 kB\nMemAvailable:   22370100 kB\n'), 22370100 * 1024)
  assert.equal(parseAvailableMemory('MemTotal:       24684092 kB\n'), null)
})

test('a range of subordinate users belongs to a name or a number, and must be large enough', () => {
  const file = 'root:100000:65536\n1000:165536:65536\nsmall:300000:1000\n'
  assert.ok(hasSubordinateIds(file, 'root', 0))
  assert.ok(hasSubordinateIds(file, 'anna', 1000))
  assert.ok(!hasSubordinateIds(file, 'small', 1001))
  assert.ok(!hasSubordinateIds(file, 'roo', 7))
})

test('a Debian mirror is found in both forms of apt sources, and not in comments or among other things', () => {
  assert.equal(
    findDebianMirror('# deb http://old.debian.org/debian x main\ndeb [a=b] http://m.example/debian bookworm main'),
    'http://m.example/debian',
  )
  assert.equal(
    findDebianMirror('Types: deb\nURIs: https://deb.debian.org/debian\nSuites: trixie'),
    'https://deb.debian.org/debian',
  )
  assert.equal(findDebianMirror('deb https://packages.example/apt stable main'), undefined)
})

test('versions are read from what the programs say', () => {
  assert.equal(parseQemuVersion('QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright'), '7.2.22')
  assert.equal(parseQemuVersion('qemu-img version 10.0.2 (Debian 1:10.0.2+ds-2)\n'), '10.0.2')
  assert.equal(parseQemuVersion('what?'), 'unknown')
  assert.equal(parsePasstVersion('passt unknown version\nCopyright Red Hat'), 'unknown')
  assert.equal(parsePasstVersion('passt 0.0~git20250503.587980c-2+b1\nCopyright'), '0.0~git20250503.587980c-2+b1')
})

test('a version is older by its numbers, not by its letters', () => {
  for (const [version, than, expected] of [
    ['7.2.22', '7.2', false],
    ['7.1.0', '7.2', true],
    ['10.0.2', '7.2', false],
    ['7', '7.2', true],
    ['unknown', '7.2', false],
  ] as const) {
    assert.equal(isOlder(version, than), expected, `${version} < ${than}`)
  }
})

test('no text of a host makes a parser throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      parseCpuinfo(text)
      parseAvailableMemory(text)
      hasSubordinateIds(text, 'anna', 1000)
      findDebianMirror(text)
      isOlder(parseQemuVersion(text), '7.2')
      parsePasstVersion(text)
    }),
  )
})

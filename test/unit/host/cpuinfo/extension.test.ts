import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { extensionOf } from '../../../../src/host/cpuinfo/extension.ts'
import { isGuest, parseCpuinfo } from '../../../../src/host/cpuinfo/fields.ts'
import { timeStampKhz } from '../../../../src/host/cpuinfo/time-stamp.ts'
import { Extension } from '../../../../src/model/host/processor.ts'

const architectures = ['x86_64', 'i686', 'aarch64', 'armv7l', 'ppc64le', 's390x', 'riscv64', 'loongarch64', '']

function extension(architecture: string, text: string, more: { device?: boolean; log?: string } = {}): Extension {
  const log = more.log === undefined ? null : { lines: [more.log], isWhole: true }
  return extensionOf({ architecture, cpuinfo: parseCpuinfo(text), hasKvmDevice: more.device ?? false, log })
}

function x86(...flagsOfEach: readonly string[]): string {
  return flagsOfEach
    .map(
      (flags, index) =>
        `processor\t: ${index}\nmodel name\t: A: CPU @ 2.60GHz\nflags\t\t: ${flags}\nbugs\t\t: vmx_none\n`,
    )
    .join('\n')
}

describe('x86', () => {
  const table: readonly (readonly [string, Extension, boolean])[] = [
    [x86('fpu vme vmx lm', 'fpu vme vmx lm'), 'vmx', false],
    [x86('fpu svm lm hypervisor'), 'svm', true],
    [x86('fpu lm hypervisor'), 'none', true],
    // A longer flag is another flag, and what one processor lacks cannot be counted on.
    [x86('fpu vmx_ept tsx'), 'none', false],
    [x86('fpu vmx', 'fpu'), 'none', false],
    ['', 'none', false],
    ['processor : 0\nFeatures : fp asimd', 'none', false],
  ]
  for (const [text, expected, guest] of table) {
    test(`with ${/flags.*/.exec(text)?.[0] ?? 'no flags'} is ${expected}`, () => {
      assert.equal(extension('x86_64', text), expected)
      assert.equal(isGuest(parseCpuinfo(text)), guest)
    })
  }

  test('has a flag wherever it stands among others', () => {
    const word = fc.stringMatching(/^[a-z0-9_]{1,10}$/).filter((flag) => !['vmx', 'svm'].includes(flag))
    fc.assert(
      fc.property(fc.array(word), fc.array(word), fc.constantFrom('vmx', 'svm'), (before, after, flag) => {
        assert.equal(extension('x86_64', x86([...before, flag, ...after].join(' '))), flag)
        assert.equal(extension('x86_64', x86([...before, ...after].join(' '))), 'none')
      }),
    )
  })
})

describe('Arm', () => {
  test('has EL2 where the kernel has made its device, or says so', () => {
    assert.equal(extension('aarch64', '', { device: true }), 'el2')
    assert.equal(extension('aarch64', '', { log: 'CPU: All CPU(s) started at EL2' }), 'el2')
    assert.equal(extension('aarch64', '', { log: 'kvm [1]: Hyp mode initialized successfully' }), 'el2')
    assert.equal(extension('aarch64', '', { log: 'kvm [1]: Protected nVHE mode initialized successfully' }), 'el2')
  })
  test('has not, where it says the contrary or nothing', () => {
    assert.equal(extension('aarch64', '', { log: 'CPU: All CPU(s) started at EL1' }), 'none')
    assert.equal(extension('aarch64', '', { log: 'kvm [1]: HYP mode not available' }), 'none')
    assert.equal(extension('aarch64', ''), 'none')
  })
  test('of other architectures proves nothing', () => {
    for (const other of ['x86_64', 's390x', 'riscv64']) assert.equal(extension(other, '', { device: true }), 'none')
  })
})

describe('POWER', () => {
  const power = (cpu: string, platform: string, mmu = 'Hash') =>
    `cpu\t\t: ${cpu}\n\nplatform\t: ${platform}\nMMU\t\t: ${mmu}\n`
  const table: readonly (readonly [string, Extension])[] = [
    [power('POWER8 (raw), altivec supported', 'PowerNV'), 'hv'],
    [power('POWER9, altivec supported', 'PowerNV', 'Radix'), 'hv'],
    [power('POWER9 (architected), altivec supported', 'pSeries', 'Radix'), 'hv'],
    [power('POWER10 (architected), altivec supported', 'pSeries', 'Radix'), 'hv'],
    [power('POWER9 (architected), altivec supported', 'pSeries'), 'pr'],
    [power('POWER8 (architected), altivec supported', 'pSeries'), 'pr'],
    [power('PPC970MP, altivec supported', 'PowerMac'), 'none'],
    [power('POWER7', 'PowerNV'), 'none'],
  ]
  for (const [text, expected] of table) {
    test(`with ${text
      .trim()
      .split(/\s*\n\s*/)
      .join(', ')} is ${expected}`, () => {
      assert.equal(extension('ppc64le', text), expected)
    })
  }
})

describe('RISC-V', () => {
  const table: readonly (readonly [string, Extension])[] = [
    ['isa : rv64imafdch_zicsr\n', 'h'],
    ['isa : rv64imafdcvh\n', 'h'],
    ['isa : rv64imafdc_zihintpause_sstc\n', 'none'],
    ['isa : rv64imafdczihpm\n', 'none'],
    ['isa : rv64imafdch\nisa : rv64imafdc\n', 'none'],
    ['isa : rv64imafdc\nhart isa : rv64imafdch\n', 'h'],
    ['', 'none'],
  ]
  for (const [text, expected] of table) {
    test(`with ${JSON.stringify(text)} is ${expected}`, () => assert.equal(extension('riscv64', text), expected))
  }
})

test('s390x has it when the interpreter of instructions is among its features', () => {
  assert.equal(extension('s390x', 'features\t: esan3 zarch sie \n'), 'sie')
  assert.equal(extension('s390x', 'features\t: esan3 zarch siexx\n'), 'none')
})

test('no text and no architecture makes a parser throw, and every answer has its type', () => {
  const piece = fc.constantFrom(
    'flags',
    'cpu',
    'isa',
    ': ',
    '\n',
    'POWER9',
    'rv64h',
    'vmx',
    'hypervisor',
    'cpu MHz',
    '1e9',
    '__proto__',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 }))).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom(...architectures), fc.boolean(), (whole, architecture, device) => {
      Extension.parse(extension(architecture, whole, { device, log: whole }))
      const rate = timeStampKhz(parseCpuinfo(whole))
      assert.ok(rate === null || Number.isFinite(rate))
    }),
  )
})

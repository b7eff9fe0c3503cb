import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseCpuFlags, parseCpuHelp } from '../../../../../src/engine/qemu/host/cpu-help.ts'
import { readAnswers, readCpuModels } from '../../../../../src/engine/qemu/host/cpu-models.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'

const x86 = `Available CPUs:
x86 486                   (alias configured by machine type)
x86 Nehalem-v1            Intel Core i7 9xx (Nehalem Class Core i7)
x86 pentium-v1            

Recognized CPUID flags:
  3dnow 3dnowext aes
  sse4.1 svm
`

describe('what QEMU says of its CPU models', () => {
  const table = [
    ['x86_64', x86, ['486', 'Nehalem-v1', 'pentium-v1'], 'Intel Core i7 9xx (Nehalem Class Core i7)'],
    ['ARM', 'Available CPUs:\n  a64fx\n  cortex-a53\n', ['a64fx', 'cortex-a53'], ''],
    ['RISC-V', 'any\nrv64\n', ['any', 'rv64'], ''],
    [
      'POWER',
      'PowerPC 603              PVR 00030100\nPowerPC ppc  (alias for 604)\n',
      ['603', 'ppc'],
      '(alias for 604)',
    ],
    [
      's390x',
      's390 qemu            QEMU Virtual CPU version 2.5+       (migration-safe)\ns390 z900  IBM zSeries 900 GA1\n\nRecognized feature flags:\nmsa2  Message\n',
      ['qemu', 'z900'],
      'IBM zSeries 900 GA1',
    ],
  ] as const
  for (const [what, text, names, note] of table) {
    test(`is read for ${what}`, () => {
      const models = parseCpuHelp(text)
      assert.deepEqual(
        models.map(({ name }) => name),
        names,
      )
      assert.equal(models[1]?.note, note)
    })
  }

  test('has the flags of x86', () =>
    assert.deepEqual(parseCpuFlags(x86), ['3dnow', '3dnowext', 'aes', 'sse4.1', 'svm']))

  test('may be anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.ok(parseCpuHelp(text).every(({ name }) => name !== ''))
        parseCpuFlags(text)
        readAnswers(text)
      }),
    )
  })
})

test('a QEMU that does not know a question leaves its answer empty', () => {
  const text = `{"QMP":{}}
{"return": {}}
{"id":"models","error":{"class":"CommandNotFound","desc":"…"}}
{"id":"max","return":{"model":{"name":"max","props":{"aes":true,"sse4_1":true,"x-old":true,"enforce":false,"level":13}}}}
`
  assert.deepEqual(readAnswers(text), { lacking: new Map(), properties: ['aes'] })
})

test('the QEMU of this host knows its models, what is lacking for them, and the features', async () => {
  await using folder = await TempDir.make('cpus')
  const ask = () => readCpuModels('x86_64', 'tcg', folder.path, AbortSignal.timeout(20_000))
  const known = await ask()
  const model = (wanted: string) => known.models.find(({ name }) => name === wanted)
  assert.deepEqual(model('max')?.lacking, [])
  assert.ok(model('Skylake-Server')?.lacking?.includes('avx512f'))
  assert.match(model('Nehalem-v1')?.note ?? '', /Intel/)
  for (const feature of ['aes', 'x2apic', 'hv-relaxed', 'sse4.1']) assert.ok(known.features?.includes(feature), feature)
  for (const other of ['enforce', 'check', 'sse4_1']) assert.ok(!known.features?.includes(other), other)
  assert.deepEqual(await ask(), known)
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as z from 'zod'
import { cached } from '../../../../../src/engine/qemu/host/cached.ts'
import { findKvm } from '../../../../../src/engine/qemu/host/kvm-verdict.ts'
import { runSelfTest } from '../../../../../src/engine/qemu/host/self-test.ts'
import { selfTestRom } from '../../../../../src/engine/qemu/host/self-test-rom.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'

const signal = AbortSignal.timeout(60_000)

describe('the test guest', () => {
  test('comes to its end on processors that do what Linux needs', async () => {
    assert.deepEqual(await runSelfTest('tcg', signal), { kind: 'passed' })
  })

  test('fills a BIOS that begins at the reset vector', () => {
    const rom = selfTestRom()
    assert.equal(rom.length, 65_536)
    assert.deepEqual([...rom.subarray(0xfff0, 0xfff5)], [0xea, 0, 0, 0, 0xf0])
  })

  test('is given up at once when nobody waits for it any more', async () => {
    await assert.rejects(runSelfTest('tcg', AbortSignal.abort(new Error('enough'))), /enough/)
  })
})

describe('the verdict on KVM', () => {
  test('needs no test where the processors have no virtualization', async () => {
    const processors = { architecture: 'x86_64', extension: 'none', isGuest: true } as const
    const finding = await findKvm({ processors, kernel: '6.1', qemu: null, cacheFolder: '/nonexistent' }, signal)
    assert.equal(finding.obstacle, 'no-extension')
    assert.match(finding.reason, /neither vmx nor svm \(\/proc\/cpuinfo\); this host is itself a virtual machine/)
  })
})

describe('what is kept from one look at the host to the next', () => {
  const count = () => {
    let made = 0
    return { make: async () => (made += 1), made: () => made }
  }

  test('is made once for the same circumstances, and again for others', async () => {
    await using folder = await TempDir.make('cached')
    const { make, made } = count()
    const slot = (key: string) => ({ folder: `${folder.path}/new`, name: 'thing', key, schema: z.number() })
    assert.deepEqual([await cached(slot('a'), make), await cached(slot('a'), make)], [1, 1])
    assert.equal(await cached(slot('b'), make), 2)
    assert.equal(made(), 2)
  })

  test('is made anew when the file is damaged, and when there is no place for it', async () => {
    await using folder = await TempDir.make('cached')
    const { make } = count()
    const slot = { folder: folder.path, name: 'thing', key: 'a', schema: z.number() }
    await cached({ ...slot, schema: z.string() }, async () => 'a text where a number is wanted')
    assert.equal(await cached(slot, make), 1)
    assert.equal(await cached({ ...slot, folder: `${folder.path}/thing.json/below-a-file` }, make), 2)
  })
})

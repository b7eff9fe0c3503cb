import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findKvm } from '../../../../../src/engine/qemu/host/kvm-verdict.ts'
import { runSelfTest } from '../../../../../src/engine/qemu/host/self-test.ts'
import { selfTestRom } from '../../../../../src/engine/qemu/host/self-test-rom.ts'

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseKernelLog, readKernelLog } from '../../../src/host/kernel-log.ts'

test('records of the kernel log are its lines, without what is said of their devices', () => {
  const text = '5,0,0,-;Linux version 6.1\n6,1,17,c;Command line: a;b\n SUBSYSTEM=pci\n DEVICE=+pci:0000:00:00.0\n'
  assert.deepEqual(parseKernelLog(text), { lines: ['Linux version 6.1', 'Command line: a;b'], isWhole: true })
})

test('a log that does not begin with its first record has lost some', () => {
  assert.equal(parseKernelLog('6,812,17,-;usb 1-1: new device\n').isWhole, false)
  assert.equal(parseKernelLog('').isWhole, false)
})

test('a log that is not there is none', async () => {
  assert.equal(await readKernelLog('/nonexistent'), null)
})

test('the log of this computer is read to its end without waiting for more, where it may be read', async () => {
  const log = await readKernelLog()
  if (log !== null) assert.ok(log.lines.length > 0)
})

test('no text is refused as a kernel log', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) =>
      parseKernelLog(text).lines.every((line) => !line.includes('\n')),
    ),
  )
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newestType, versionIn } from '../../../../../src/engine/qemu/process/machine-type.ts'

const help = (alias: string) => `Supported machines are:
microvm              microvm (i386)
pc                   Standard PC (i440FX + PIIX, 1996) (alias of pc-i440fx-${alias})
q35                  Standard PC (Q35 + ICH9, 2009) (alias of pc-q35-${alias})
pc-q35-6.1           Standard PC (Q35 + ICH9, 2009)
`
const arm = `Supported machines are:
virt-7.1             QEMU 7.1 ARM Virtual Machine
virt                 QEMU 7.2 ARM Virtual Machine (alias of virt-7.2)
virt-7.2             QEMU 7.2 ARM Virtual Machine
`
const riscv = `Supported machines are:
none                 empty machine
virt                 RISC-V VirtIO board
`

describe('the machine type for new instances', () => {
  test('is the newest version of the board', () => {
    assert.equal(newestType(help('7.2'), 'q35'), 'pc-q35-7.2')
    assert.equal(newestType(help('10.0'), 'q35'), 'pc-q35-10.0')
    assert.equal(newestType(arm, 'virt'), 'virt-7.2')
  })

  test('may be named after a distribution', () => {
    assert.equal(newestType(help('noble'), 'q35'), 'pc-q35-noble')
  })

  test('is the board itself where that has no versions', () => {
    assert.equal(newestType(help('7.2'), 'microvm'), 'microvm')
    assert.equal(newestType(riscv, 'virt'), 'virt')
  })
})

test('the number of QEMU is that of its boards, or told by itself where they have none', () => {
  assert.equal(versionIn(help('5.2')), '5.2')
  assert.equal(versionIn(arm), '7.2')
  assert.equal(versionIn(riscv), undefined)
  assert.equal(versionIn(help('noble')), undefined)
  assert.equal(versionIn('QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7)\n'), '7.2')
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newestQ35 } from '../../../../../src/engine/qemu/process/machine-type.ts'
import { Fault } from '../../../../../src/model/fault.ts'

const help = (alias: string) => `Supported machines are:
pc                   Standard PC (i440FX + PIIX, 1996) (alias of pc-i440fx-${alias})
q35                  Standard PC (Q35 + ICH9, 2009) (alias of pc-q35-${alias})
pc-q35-6.1           Standard PC (Q35 + ICH9, 2009)
`

describe('the machine type for new instances', () => {
  test('is the newest version of the board', () => {
    assert.equal(newestQ35(help('7.2')), 'pc-q35-7.2')
    assert.equal(newestQ35(help('10.0')), 'pc-q35-10.0')
  })

  test('of a QEMU that is too old is refused, with what is needed', () => {
    assert.throws(
      () => newestQ35(help('5.2')),
      (error: unknown) => error instanceof Fault && error.code === 'host.tool-too-old' && /7\.2/.test(error.message),
    )
  })

  test('may be named after a distribution', () => {
    assert.equal(newestQ35(help('noble')), 'pc-q35-noble')
  })
})

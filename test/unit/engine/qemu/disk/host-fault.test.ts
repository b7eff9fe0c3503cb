import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toHostFault } from '../../../../../src/engine/qemu/disk/host-fault.ts'
import { Fault } from '../../../../../src/model/fault.ts'

const failed = (code: string, errno: number) => Object.assign(new Error(code), { code, errno })

for (const [code, errno, says] of [
  ['EMFILE', -24, /too many open files/],
  ['EIO', -5, /i\/o error/],
  ['EROFS', -30, /read-only file system/],
] as const) {
  test(`${code} is told as what a person can mend`, async () => {
    const fault = await toHostFault(failed(code, errno), '/')
    assert.ok(fault instanceof Fault)
    assert.equal(fault.code, 'host.unwritable')
    assert.match(fault.message, says)
  })
}

test("an error that is nobody's business to mend stays as it is", async () => {
  const error = failed('EINVAL', -22)
  assert.equal(await toHostFault(error, '/'), error)
})

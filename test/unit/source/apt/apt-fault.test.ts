import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RunError } from '../../../../src/host/run.ts'
import { Fault } from '../../../../src/model/fault.ts'
import { toAptFault } from '../../../../src/source/apt/apt-fault.ts'

/** As apt of Debian 12 says it. */
const between = `Get:1 http://deb.debian.org/debian trixie InRelease [140 kB]
Ign:2 http://deb.debian.org/debian trixie/main riscv64 Packages
Get:2 http://deb.debian.org/debian trixie/main riscv64 Packages [9387 kB]
Err:2 http://deb.debian.org/debian trixie/main riscv64 Packages
  File has unexpected size (9385284 != 9387120). Mirror sync in progress? [IP: 203.0.113.80 80]
  Hashes of expected file:
`

test('a mirror that is just being updated is told apart from one that is broken', () => {
  const fault = toAptFault(new RunError('apt-get', { kind: 'exit', code: 100, stdout: between, stderr: '' }))
  assert.ok(fault instanceof Fault)
  assert.equal(fault.code, 'host.mirror-updating')
  assert.equal(
    fault.message,
    'The Debian package mirror is being updated: http://deb.debian.org/debian: File has unexpected size (9385284 != 9387120).',
  )
})

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findProgram } from '../../../src/host/find-program.ts'
import { makeSshHostKey, sshKeyKinds } from '../../../src/host/ssh-host-key.ts'

test('host keys of every kind are what OpenSSH itself makes of them, and never the same', async (t) => {
  if (!(await findProgram('ssh-keygen'))) return t.skip('there is no ssh-keygen')
  const folder = await mkdtemp(join(tmpdir(), 'stroj-keys-'))
  try {
    for (const kind of sshKeyKinds) {
      const [one, other] = await Promise.all([makeSshHostKey(kind, 'root@web'), makeSshHostKey(kind, 'root@web')])
      const file = join(folder, kind)
      await writeFile(file, one.secret, { mode: 0o600 })
      const open = execFileSync('ssh-keygen', ['-y', '-P', '', '-f', file], { encoding: 'utf8' })
      assert.equal(open, one.open)
      assert.notEqual(one.open, other.open)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

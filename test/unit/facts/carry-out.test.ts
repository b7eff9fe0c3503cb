import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { carryOut } from '../../../src/facts/carry-out.ts'
import { parseSubordinate, readAccount } from '../../../src/facts/read-account.ts'
import { readOwnFiles } from '../../../src/facts/read-own-files.ts'
import { isRoot } from '../../../src/host/is-root.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { Fault } from '../../../src/model/fault.ts'

const { signal } = new AbortController()
const step = (input: string | null, ...command: string[]) => ({ reason: 'for the test', command, input })

describe('steps', { skip: !isRoot() && 'only root carries them out' }, () => {
  test('are carried out in their order, with what they read', async () => {
    await using folder = await TempDir.make('stroj-steps')
    const [file, copy] = [`${folder.path}/a`, `${folder.path}/b`]
    await carryOut(
      [step('one\ntwo\n', 'tee', file), step(null, 'cp', file, copy), step(null, 'rm', '--force', file)],
      signal,
    )
    assert.equal(readFileSync(copy, 'utf8'), 'one\ntwo\n')
    assert.equal(existsSync(file), false)
  })

  test('end with the one that fails, and it is told what it said', async () => {
    await using folder = await TempDir.make('stroj-steps')
    const steps = [
      step(null, 'true'),
      step(null, 'rmdir', `${folder.path}/none`),
      step('', 'tee', `${folder.path}/late`),
    ]
    await assert.rejects(carryOut(steps, signal), (error) => {
      assert.ok(error instanceof Fault && error.code === 'host.change-failed')
      assert.match(
        error.message,
        /rmdir .*none` failed: rmdir: failed to remove .*No such file or directory \(exit code 1\)/,
      )
      assert.equal((error as Fault<'host.change-failed'>).details.done, 1)
      return true
    })
    assert.equal(existsSync(`${folder.path}/late`), false)
  })

  test('a program that is not there fails as the others do, and none is run after the caller has gone', async () => {
    await assert.rejects(carryOut([step(null, 'stroj-has-no-such-program')], signal), { code: 'host.change-failed' })
    await assert.rejects(carryOut([step(null, 'true')], AbortSignal.abort(new Error('gone'))), /gone/)
  })
})

test('who is not root carries nothing out', { skip: isRoot() && 'root may' }, async () => {
  await assert.rejects(carryOut([step(null, 'true')], signal), { code: 'host.needs-root' })
})

test('a user is known with all groups, and a name that nobody has is told as such', async () => {
  const root = await readAccount('root', signal)
  assert.deepEqual([root?.uid, root?.groups.includes('root')], [0, true])
  assert.equal(await readAccount('stroj-has-no-such-user', signal), null)
})

test('subordinate ids are read as subuid(5) has them, and other lines are passed over', () => {
  assert.deepEqual(parseSubordinate('# ids\nana:100000:65536\n1001:165536:65536 \nbroken:1\n'), [
    { owner: 'ana', first: 100_000, count: 65_536 },
    { owner: '1001', first: 165_536, count: 65_536 },
  ])
})

test('files of earlier changes are found by their names', async () => {
  await using folder = await TempDir.make('stroj-own')
  assert.deepEqual(await readOwnFiles(folder.path), [])
})

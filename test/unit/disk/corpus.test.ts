import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { TempDir } from '../../../src/host/temp-dir.ts'
import type { Bases } from '../../corpus/bases.ts'
import { type Outcome, passGate } from '../../corpus/pass-gate.ts'
import type { Row } from '../../corpus/row.ts'
import { rows } from '../../corpus/rows.ts'
import { Traced } from '../../corpus/traced.ts'
import { canaryText, makeBases, writeRow } from '../../corpus/write-corpus.ts'

const run = promisify(execFile)
/** Far more than any of them takes on a busy machine; what hangs is found by it. */
const deadlineMs = 30_000

describe('disk files from outside', () => {
  let folder: TempDir
  let bases: Bases
  let traced: Traced
  let target: string

  before(async () => {
    folder = await TempDir.make('stroj-corpus')
    bases = await makeBases(folder.path)
    traced = await Traced.begin(join(folder.path, 'trace'))
    target = join(folder.path, 'target.qcow2')
  })
  after(async () => {
    await traced[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })

  async function outcomeOf(row: Row): Promise<Outcome> {
    const path = await writeRow(row, bases)
    const outcome = await passGate(path, row.declared, target, AbortSignal.timeout(deadlineMs))
    const allowed = outcome.path === undefined ? [] : [outcome.path, target]
    const strange = (await traced.opened()).filter((other) => !allowed.includes(other))
    assert.deepEqual(strange, [], 'nothing but the file itself is opened')
    return outcome
  }

  test('the watch sees what a careless program opens', async () => {
    const path = await writeRow(rowNamed('flat-abs.vmdk'), bases)
    await run('prlimit', ['--', 'qemu-img', 'convert', '-f', 'vmdk', '-O', 'qcow2', '--', path, target])
    assert.ok((await traced.opened()).includes(bases.canary))
    for (const file of [path, target]) await rm(file)
  })

  for (const row of rows.filter(({ expect }) => expect !== 'safe')) {
    test(`${row.name} is refused${row.expect === 'refused' ? '' : ` (${row.expect})`}, and nothing of it stays`, async () => {
      const { verdict, reason } = await outcomeOf(row)
      assert.notEqual(verdict, 'safe')
      if (row.expect !== 'refused') assert.equal(verdict, row.expect, reason)
      const left = (await readdir(folder.path)).toSorted()
      assert.deepEqual(left, ['canary', 'corpus', 'trace'])
      await rm(join(bases.folder, row.name))
    })
  }

  for (const row of rows.filter(({ expect }) => expect === 'safe')) {
    test(`${row.name} is taken in, with the same disk and no more`, async () => {
      const { verdict, reason } = await outcomeOf(row)
      assert.equal(verdict, 'safe', reason)
      const raw = await writeRow({ name: 'wanted.raw', make: () => bases.sound('raw'), expect: 'safe' }, bases)
      const isItself = /\.raw$|\.iso$/.test(row.name)
      const wanted = isItself ? join(bases.folder, row.name) : raw
      await run('qemu-img', ['compare', '-f', 'raw', '-F', 'qcow2', wanted, target])
      const { stdout } = await run('grep', ['-c', '-a', '-F', '-e', canaryText.trim(), '--', target]).catch(() => ({
        stdout: '0',
      }))
      assert.equal(Number(stdout), 0, 'no file of this host is in it')
      for (const file of [target, join(bases.folder, row.name), raw]) await rm(file, { force: true })
    })
  }
})

function rowNamed(name: string): Row {
  const row = rows.find((candidate) => candidate.name === name)
  assert.ok(row)
  return row
}

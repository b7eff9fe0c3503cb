import { spawnSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { chmod, chown, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { Fault } from '../../../src/model/fault.ts'
import { InstanceName } from '../../../src/model/name.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { instanceRecord } from '../../support/records.ts'

const program = new URL('../../support/commit-loop.ts', import.meta.url).pathname

test('what was committed is there after the store was closed and opened again', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = await filled(join(folder.path, 'stroj.db'))
  await using store = await openStore(file)
  assert.deepEqual(await store.get('instance', InstanceName.parse('web')), {
    value: instanceRecord('web'),
    revision: 1,
  })
})

test('revisions go on where they were, also after everything was deleted', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = await filled(join(folder.path, 'stroj.db'))
  {
    await using store = await openStore(file)
    await store.commit([{ kind: 'instance', delete: InstanceName.parse('web') }])
  }
  await using store = await openStore(file)
  assert.deepEqual(await store.commit([{ kind: 'instance', put: instanceRecord('web') }]), { revision: 3 })
})

test('closing writes what was asked for just before', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = join(folder.path, 'stroj.db')
  const store = await openStore(file)
  const committed = store.commit([{ kind: 'instance', put: instanceRecord('web') }])
  await store[Symbol.asyncDispose]()
  assert.deepEqual(await committed, { revision: 1 })
})

test('the database and what lies beside it belong to their owner alone', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = join(folder.path, 'stroj.db')
  await using store = await openStore(file)
  await store.commit([{ kind: 'instance', put: instanceRecord('web') }])
  for (const suffix of ['', '-wal', '-shm']) assert.equal((await stat(file + suffix)).mode & 0o777, 0o600)
})

test('a database whose making was cut off is made again', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = join(folder.path, 'stroj.db')
  await writeFile(`${file}.new`, 'SQLite format 3\0 and half a page')
  await using store = await openStore(file)
  assert.equal(await store.count('instance'), 0)
})

test('a database behind a symbolic link is used where it lies', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = await filled(join(folder.path, 'real.db'))
  await symlink(file, join(folder.path, 'stroj.db'))
  await using store = await openStore(join(folder.path, 'stroj.db'))
  assert.equal(await store.count('instance'), 1)
})

const damages: readonly [what: string, damage: (file: string) => Promise<void>, reason: RegExp][] = [
  ['an empty file', (file) => writeFile(file, ''), /it is empty/],
  ['a text file', (file) => writeFile(file, 'hello '.repeat(1000)), /not a SQLite database/],
  ['a folder', (file) => rm(file).then(() => mkdir(file)), /not a regular file/],
  ['an SQLite file of another program', (file) => rm(file).then(() => foreign(file)), /another program/],
  ['a newer schema', (file) => sql(file, 'PRAGMA user_version = 99'), /newer stroj wrote it \(schema 99/],
  ['a file cut short', (file) => cut(file, 4096 * 2), /damaged/],
  ['a missing file with its log still there', (file) => loseMain(file), /missing, but .*-wal is there/],
]

for (const [what, damage, reason] of damages) {
  test(`${what} is refused and left as it is`, async () => {
    await using folder = await TempDir.make('stroj-store')
    const file = await filled(join(folder.path, 'stroj.db'))
    await damage(file)
    const before = await readFile(file).catch(() => null)
    const fault = await faultOf(openStore(file))
    assert.equal(fault.code, 'daemon.store-damaged')
    assert.match(fault.message, reason)
    assert.deepEqual(await readFile(file).catch(() => null), before)
  })
}

test('a record with a version of the future is a clear error, and the others can be read', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = join(folder.path, 'stroj.db')
  {
    await using store = await openStore(file)
    const future = { ...instanceRecord('web'), version: 2 as 1 }
    await store.commit([
      { kind: 'instance', put: future },
      { kind: 'instance', put: instanceRecord('b') },
    ])
  }
  await using store = await openStore(file)
  const fault = await faultOf(store.get('instance', InstanceName.parse('web')))
  assert.equal(fault.code, 'daemon.store-damaged')
  assert.match(fault.message, /the record of instance "web" has version 2; this stroj knows 1/)
  assert.ok(await store.get('instance', InstanceName.parse('b')))
})

test('a record that was changed behind our back is a clear error', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = await filled(join(folder.path, 'stroj.db'))
  await sql(file, `UPDATE record SET value = replace(value, '"version":1', '"version":1 ')`)
  await using store = await openStore(file)
  assert.match((await faultOf(store.list('instance', { limit: 9 }))).message, /the record of instance "web" is damaged/)
})

test('a database that another program holds is a clear error', async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = join(folder.path, 'stroj.db')
  await using store = await openStore(file, { busyTimeoutMs: 10 })
  using other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  const fault = await faultOf(store.commit([{ kind: 'instance', put: instanceRecord('web') }]))
  assert.match(fault.message, /another program holds it/)
  other.exec('ROLLBACK')
  assert.deepEqual(await store.commit([{ kind: 'instance', put: instanceRecord('web') }]), { revision: 1 })
})

for (const [what, mode, name] of [
  ['a database that may not be written', [0o700, 0o400], 'stroj.db'],
  ['a folder in which nothing may be made', [0o500, 0o600], ''],
] as const) {
  test(`${what} is refused with its name`, async (context) => {
    await using folder = await TempDir.make('stroj-store')
    const file = await filled(join(folder.path, 'stroj.db'))
    const [folderMode, fileMode] = mode
    await chmod(file, fileMode)
    await chmod(folder.path, folderMode)
    const said = await asOrdinaryUser(folder.path, [program, file, '1'])
    if (said === undefined) return context.skip('an ordinary user cannot read these sources')
    assert.match(said, /^fault host\.unwritable/)
    assert.ok(said.includes(`${join(folder.path, name)}: permission denied`), said)
  })
}

test('a folder that is missing is a clear error', async () => {
  await using folder = await TempDir.make('stroj-store')
  const fault = await faultOf(openStore(join(folder.path, 'none', 'stroj.db')))
  assert.equal(fault.code, 'host.unwritable')
  assert.match(fault.message, /no such file or directory/)
})

/** A database with the instance `web`, closed. */
async function filled(file: string): Promise<string> {
  await using store = await openStore(file)
  await store.commit([{ kind: 'instance', put: instanceRecord('web') }])
  return file
}

async function faultOf(promise: Promise<unknown>): Promise<Fault> {
  const error: unknown = await promise.then(
    () => assert.fail('it did not fail'),
    (error: unknown) => error,
  )
  assert.ok(error instanceof Fault, String(error))
  return error
}

/** What a Node program prints when it is not root, to whom every file is writable. Undefined when it cannot even start. */
async function asOrdinaryUser(folder: string, args: readonly string[]): Promise<string | undefined> {
  const nobody = 65534
  const [uid, gid] = process.getuid?.() === 0 ? [nobody, nobody] : [undefined, undefined]
  if (uid !== undefined) for (const path of [folder, join(folder, 'stroj.db')]) await chown(path, nobody, nobody)
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', uid, gid, cwd: '/' })
  return /EACCES|ERR_MODULE_NOT_FOUND/.test(stderr) ? undefined : stdout
}

async function sql(file: string, statement: string): Promise<void> {
  using database = new DatabaseSync(file)
  database.exec(statement)
}

async function foreign(file: string): Promise<void> {
  await sql(file, 'CREATE TABLE bookmark (url TEXT)')
}

async function cut(file: string, bytes: number): Promise<void> {
  await writeFile(file, (await readFile(file)).subarray(0, bytes))
}

async function loseMain(file: string): Promise<void> {
  await rename(file, `${file}-wal`)
}

import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { migrate, migrations, schemaOf } from '../../../src/store/migrate/migrate.ts'
import { fromRow, type Row, sumOf } from '../../../src/store/record.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { instanceRecord } from '../../support/records.ts'

const steps = ['CREATE TABLE a (x INTEGER) STRICT', 'ALTER TABLE a ADD COLUMN y INTEGER']

test('a new database gets every step, and an old one those that it lacks', () => {
  using database = new DatabaseSync(':memory:')
  migrate(database, steps.slice(0, 1))
  assert.equal(schemaOf(database), 1)
  database.exec('INSERT INTO a (x) VALUES (42)')
  migrate(database, steps)
  assert.equal(schemaOf(database), 2)
  assert.deepEqual({ ...database.prepare('SELECT x, y FROM a').get() }, { x: 42, y: null })
})

test('the newest database is left as it is', () => {
  using database = new DatabaseSync(':memory:')
  migrate(database)
  assert.equal(schemaOf(database), migrations.length)
  migrate(database)
  assert.equal(schemaOf(database), migrations.length)
})

test('a step that fails half way leaves the schema before it', () => {
  using database = new DatabaseSync(':memory:')
  const broken = [...steps, 'CREATE TABLE b (z INTEGER) STRICT; CREATE TABLE a (x INTEGER) STRICT']
  assert.throws(() => migrate(database, broken), /already exists/)
  assert.equal(schemaOf(database), 2)
  assert.equal(database.isTransaction, false)
  assert.deepEqual(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'b'").all(), [])
})

/** As instances were recorded before they could have devices of the host. */
function recordOfSchema1() {
  const { nested: _nested, hostdevs: _hostdevs, ...spec } = instanceRecord('web').spec
  const old = {
    ...spec,
    disks: [{ size: 2 ** 30 }],
    nics: spec.nics.map(({ model: _model, ...nic }) => nic),
  }
  const run = { intendedAt: '', spec: old, acceleration: null, process: null, startedAt: null }
  const { arch: _arch, ...record } = instanceRecord('web')
  return { ...record, spec: old, run }
}

function insert(database: DatabaseSync, key: string, value: string, damage = 0): void {
  const row = { kind: 'instance', key, revision: 7, value }
  database
    .prepare('INSERT INTO record (kind, key, revision, value, sum) VALUES (?, ?, ?, ?, ?)')
    .run(row.kind, row.key, row.revision, row.value, sumOf(row) + damage)
}

test('instances from before there were devices have none, and can be read', () => {
  using database = new DatabaseSync(':memory:')
  migrate(database, migrations.slice(0, 1))
  insert(database, 'web', JSON.stringify(recordOfSchema1()))
  migrate(database)
  const { value, revision } = fromRow<'instance'>(database.prepare('SELECT * FROM record').get() as Row)
  assert.equal(revision, 7)
  assert.deepEqual([value.arch, value.run?.hostdevs], ['x86_64', []])
  for (const spec of [value.spec, value.run?.spec]) assert.deepEqual(spec, InstanceSpec.parse(spec))
})

test('a damaged record is left as it is, for whoever reads it to be told', () => {
  using database = new DatabaseSync(':memory:')
  migrate(database, migrations.slice(0, 1))
  insert(database, 'web', '{"version":1', 1)
  migrate(database)
  assert.throws(() => fromRow(database.prepare('SELECT * FROM record').get() as Row), /is damaged/)
})

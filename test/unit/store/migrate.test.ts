import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { migrate, migrations, schemaOf } from '../../../src/store/migrate/migrate.ts'

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

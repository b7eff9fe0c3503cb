import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Entity } from '../../../../../tools/qmp/schema.ts'
import { toTypescript } from '../../../../../tools/qmp/typescript.ts'
import { usedCommands, usedEvents } from '../../../../../tools/qmp/used.ts'

const root = new URL('../../../../../', import.meta.url)
const dump = await readFile(new URL('tools/qmp/schema-7.2.json', root), 'utf8')
const entities = JSON.parse(dump) as readonly Entity[]

test('the monitor types are what the introspection dump gives', async () => {
  const file = await readFile(new URL('src/engine/qemu/qmp/schema-7.2.generated.ts', root), 'utf8')
  assert.equal(file, toTypescript(entities, usedCommands, usedEvents), 'run `node tools/qmp/generate.ts`')
})

test('a command that QEMU does not have stops the generator', () => {
  assert.throws(() => toTypescript(entities, ['query-weather'], []), /no command query-weather/)
})

test('types are named from the path of their first use, and unions by their tag', () => {
  const text = toTypescript(entities, ['blockdev-add'], [])
  assert.match(text, /type BlockdevAddArguments = /)
  assert.match(text, /readonly 'driver': 'qcow2' \} & BlockdevAddArgumentsQcow2/)
})

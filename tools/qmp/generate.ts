import { readFile, writeFile } from 'node:fs/promises'
import type { Entity } from './schema.ts'
import { toTypescript } from './typescript.ts'
import { usedCommands, usedEvents } from './used.ts'

const dump = new URL('schema-7.2.json', import.meta.url)
const target = new URL('../../src/engine/qemu/qmp/schema-7.2.generated.ts', import.meta.url)

const entities = JSON.parse(await readFile(dump, 'utf8')) as readonly Entity[]
await writeFile(target, toTypescript(entities, usedCommands, usedEvents))

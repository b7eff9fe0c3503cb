import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileSchema, specSchema } from './file-schema.ts'
import { keyTable } from './key-table.ts'

/** Writes docs/schema/stroj.schema.json, and the table of keys between the two marks in docs/spec.md. */
const docs = join(import.meta.dirname, '../../docs')
const [begin, end] = ['<!-- The table is generated: npm run generate -->', '<!-- end of the table -->']

mkdirSync(join(docs, 'schema'), { recursive: true })
writeFileSync(join(docs, 'schema/stroj.schema.json'), `${JSON.stringify(fileSchema(), null, 2)}\n`)

const page = join(docs, 'spec.md')
const [before, rest = ''] = readFileSync(page, 'utf8').split(begin)
const after = rest.split(end)[1]
if (after === undefined) throw new Error(`${page} has lost its marks: ${begin} … ${end}`)
writeFileSync(page, `${before}${begin}\n\n${keyTable(specSchema())}\n\n${end}${after}`)

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documents } from './documents.ts'

const root = join(import.meta.dirname, '../..')

rmSync(join(root, 'docs/man'), { recursive: true, force: true })
mkdirSync(join(root, 'docs/man'), { recursive: true })
for (const [path, content] of documents()) writeFileSync(join(root, path), content)

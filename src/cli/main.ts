import process from 'node:process'
import { foldersOf } from '../connect/folders-of.ts'
import { enableCodeCache } from '../host/code-cache.ts'

// Never in /tmp, where others could put code of theirs.
const folders = foldersOf(process.env)
if (folders.ok) enableCodeCache(`${folders.cache}/code`)

// Loaded only now, so that it comes out of the cache.
void import('./start.ts')
  .then(({ start }) => start(process.argv.slice(2), process.env))
  .then((code) => process.exit(code))

import process from 'node:process'
import { codeCacheOf } from '../connect/code-cache-of.ts'
import { enableCodeCache } from '../host/code-cache.ts'

const folder = codeCacheOf(process.env)
if (folder !== undefined) enableCodeCache(folder)

// Loaded only now, so that it comes out of the cache.
const { start } = await import('./start.ts')
process.exit(await start(process.argv.slice(2), process.env))

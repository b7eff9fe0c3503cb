import { after } from 'node:test'
import { join } from 'node:path'
import { TempDir } from '../../src/host/temp-dir.ts'
import { openStore } from '../../src/store/open-store.ts'
import { storeContract } from './store.ts'
import { FakeStore } from '../fake/store.ts'

const folder = await TempDir.make('stroj-store')
after(() => folder[Symbol.asyncDispose]())
let count = 0

storeContract('the fake store', () => Promise.resolve(new FakeStore()))
storeContract('the SQLite store', () => openStore(join(folder.path, `${++count}.db`)))

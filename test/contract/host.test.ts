import { after } from 'node:test'
import { openHost } from '../../src/facts/open-host.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import { FakeComputer } from '../fake/host.ts'
import { hostContract } from './host.ts'

const folder = await TempDir.make('stroj-host')
after(() => folder[Symbol.asyncDispose]())

hostContract('the fake host', () => new FakeComputer())
hostContract('the host that we run on', () => openHost({ cache: folder.path }))

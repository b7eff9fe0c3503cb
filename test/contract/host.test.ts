import { join } from 'node:path'
import { openHost } from '../../src/facts/open-host.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import { FakeComputer } from '../fake/host.ts'
import { hostContract } from './host.ts'

hostContract('the fake host', () => new FakeComputer())

import { FakeComputer } from '../fake/host.ts'
import { hostContract } from './host.ts'

hostContract('the fake host', () => new FakeComputer())

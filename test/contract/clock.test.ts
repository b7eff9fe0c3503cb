import { setTimeout as passed } from 'node:timers/promises'
import { systemClock, systemRandom } from '../../src/host/system-clock.ts'
import { FakeClock, fakeRandom } from '../fake/clock.ts'
import { clockContract, randomContract } from './clock.ts'

const fake = new FakeClock()
clockContract('the fake clock', fake, (ms) => fake.advance(ms))
clockContract('the clock of the system', systemClock, (ms) => passed(ms + 5))
randomContract('the fake randomness', fakeRandom())
randomContract('the randomness of the system', systemRandom)

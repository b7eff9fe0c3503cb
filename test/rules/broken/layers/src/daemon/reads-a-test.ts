// expect: src must not import from outside src (test/fake/clock.ts)
import { FakeClock } from '../../test/fake/clock.ts'
// expect: daemon must not import cli
import { main } from '../cli/main.ts'

export const y = [FakeClock, main]

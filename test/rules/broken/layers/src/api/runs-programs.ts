// expect: api must not import host
import { run } from '../host/run.ts'

export const y = run

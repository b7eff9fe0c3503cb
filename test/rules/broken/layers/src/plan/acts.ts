// expect: node:child_process belongs to [host]
import { spawn } from 'node:child_process'
// expect: plan must not import contract
import type { Engine } from '../contract/engine.ts'

export const y = (engine: Engine) => spawn(String(engine))

import { DatabaseSync } from 'node:sqlite'
// expect: store must not import engine
import { argv } from '../engine/qemu/argv.ts'

export const y = [DatabaseSync, argv]

// expect: no shell on the host: run a program with an argument list
import { execSync } from 'node:child_process'
import { spawn } from 'node:child_process'

// expect: no shell on the host: run a program with an argument list
export const a = (name: string) => spawn(`rm ${name}`, { shell: true })
// expect: no shell on the host: run a program with an argument list
export const b = (name: string) => spawn('/bin/sh', ['-c', `rm ${name}`])
export const c = execSync

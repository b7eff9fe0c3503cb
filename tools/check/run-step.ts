import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import type { Command, Step } from './steps.ts'

export type Outcome = { readonly passed: boolean; readonly output: string }

/**
 * Runs the commands of one step in `folder`, with the tools of its node_modules first, until one of them fails. `tell` gets
 * each line of a live step as it comes.
 */
export async function runStep(step: Step, folder: string, tell: (line: string) => void): Promise<Outcome> {
  let output = ''
  for (const command of step.commands) {
    const ended = await runCommand(command, folder, step.live === true ? tell : () => {})
    output += ended.output
    if (!ended.passed) return { passed: false, output }
  }
  if (step.saw?.test(stripVTControlCharacters(output)) === false) {
    return { passed: false, output: `${output}\nIt ended well without having looked at anything (no ${step.saw}).\n` }
  }
  return { passed: true, output }
}

async function runCommand([program, ...args]: Command, folder: string, tell: (line: string) => void): Promise<Outcome> {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: environmentFor(folder) })
  const lines: string[] = []
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line)
      tell(line)
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { passed: code === 0, output: lines.map((line) => `${line}\n`).join('') }
}

function environmentFor(folder: string): NodeJS.ProcessEnv {
  // With NODE_TEST_CONTEXT, which a test hands down, `node --test` would run nothing and end with 0.
  const { PATH = '', NODE_TEST_CONTEXT: _, ...others } = process.env
  const path = [join(folder, 'node_modules/.bin'), PATH].join(delimiter)
  return { ...others, PATH: path, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }
}

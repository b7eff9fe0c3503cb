import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import type { Command, Step } from './steps.ts'

export type Outcome = { readonly passed: boolean; readonly output: string }

/** Runs the commands of one step in `folder`, with the tools of its node_modules first, until one of them fails. */
export async function runStep(step: Step, folder: string): Promise<Outcome> {
  let output = ''
  for (const command of step.commands) {
    const ended = await runCommand(command, folder, step.live ?? false)
    output += ended.output
    if (!ended.passed) return { passed: false, output }
  }
  return { passed: true, output }
}

async function runCommand([program, ...args]: Command, folder: string, live: boolean): Promise<Outcome> {
  const path = [join(folder, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter)
  const environment = { ...process.env, PATH: path, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: environment })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (live) process.stdout.write(chunk)
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { passed: code === 0, output: Buffer.concat(chunks).toString() }
}

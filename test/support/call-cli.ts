import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCli } from '../../tools/build/cli.ts'

/** Built once for each test file: bundled it starts in a quarter of the time. */
const folder = mkdtempSync(join(tmpdir(), 'stroj-cli-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
await buildCli(folder)

export const cliProgram = join(folder, 'main.js')

export type CliOutcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the command line against the daemon of a home, without a terminal. */
export async function callCli(
  home: string,
  words: readonly string[],
  options: { readonly stdin?: string; readonly onStderr?: (soFar: string, stop: () => void) => void } = {},
): Promise<CliOutcome> {
  const child = spawn(process.execPath, [cliProgram, ...words], {
    env: { PATH: process.env['PATH'], STROJ_HOME: home, STROJ_AUTOMATIC_WARMING: 'off' },
    timeout: 30_000,
  })
  const written = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text
    options.onStderr?.(written.stderr, () => child.kill('SIGINT'))
  })
  child.stdin.on('error', () => undefined).end(options.stdin ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...written }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { terminalSvg } from './terminal-svg.ts'

/** Draws docs/picture/stroj.svg from what the built stroj really prints, in a state folder of its own. */
const root = join(import.meta.dirname, '../..')
const columns = 100

const scenes: readonly (readonly string[])[] = [
  ['run', 'tiny', '--name', 'web', '--memory', '256MiB', '--forward', '8080:80', '--detach'],
  ['exec', 'web', '--', 'uname', '-nr'],
  ['ls'],
  ['set', 'web', 'cpus=2'],
  ['run', 'tiny', '--rm', '--', 'sh', '-c', 'echo hello from $(hostname)'],
  ['explain', 'start', 'web', '--as', 'plain'],
]

const home = await mkdtemp(join(tmpdir(), 'stroj-'))
const environment = {
  PATH: process.env['PATH'],
  HOME: home,
  STROJ_HOME: home,
  FORCE_COLOR: '1',
  COLUMNS: String(columns),
}
try {
  await stroj(['image', 'build', 'tiny'])
  const lines: string[] = []
  for (const words of scenes) {
    lines.push(`\u001b[32m$\u001b[0m \u001b[1mstroj ${words.map(quoted).join(' ')}\u001b[0m`)
    const shown = (await stroj(words)).replaceAll(home, '~').trimEnd()
    lines.push(...shown.split('\n').map((line) => line.slice(0, 400)), '')
  }
  await writeFile(join(root, 'docs/picture/stroj.svg'), terminalSvg('stroj', lines.slice(0, -1), columns))
} finally {
  await stroj(['rm', '--force', 'web'])
  await stroj(['daemon', 'stop'])
  await rm(home, { recursive: true, force: true })
}

async function stroj(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment,
  })
  let shown = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (shown += text))
  await once(child, 'close')
  return shown
}

function quoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word}'`
}

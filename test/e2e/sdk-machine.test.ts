import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { TempDir } from '../../src/host/temp-dir.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'

const root = join(import.meta.dirname, '../..')
const bootMs = 600_000

async function homeWithTiny(): Promise<Home> {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: bootMs })
  return home
}

/** A package that depends on stroj, with the example of docs/sdk.md that begins with the name of this file. */
async function packageWith(file: string, text?: string): Promise<TempDir> {
  const dir = await TempDir.make('stroj-fork')
  await mkdir(join(dir.path, 'node_modules'))
  await symlink(root, join(dir.path, 'node_modules/stroj'))
  await writeFile(join(dir.path, 'package.json'), '{"type":"module"}')
  await writeFile(join(dir.path, file), text ?? (await example(file)))
  return dir
}

async function example(file: string): Promise<string> {
  const blocks = (await readFile(join(root, 'docs/sdk.md'), 'utf8')).matchAll(/^```ts\n(.*?)^```$/gms)
  const found = [...blocks].map(([, text = '']) => text).find((text) => text.startsWith(`// ${file}:`))
  assert.ok(found, `docs/sdk.md has no example ${file}`)
  return found
}

function environmentOf(home: Home): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: home.path, STROJ_HOME: home.path, STROJ_AUTOMATIC_WARMING: 'off' }
}

test('the job of docs/sdk.md runs in a fresh guest, ends as its command does, and leaves nothing', async () => {
  await using home = await homeWithTiny()
  await using dir = await packageWith('ci-job.ts')
  await mkdir(join(dir.path, 'project'))
  await writeFile(join(dir.path, 'project/test.sh'), 'echo "CI is $CI, at $(pwd)"; echo failed >&2; exit 3\n')
  const job = await promisify(execFile)(process.execPath, ['ci-job.ts', 'project', 'sh test.sh', 'tiny'], {
    cwd: dir.path,
    env: environmentOf(home),
    timeout: bootMs,
  }).catch((error: unknown) => error)
  const { code, stdout, stderr } = job as { code: number; stdout: string; stderr: string }
  assert.deepEqual({ code, stdout, stderr }, { code: 3, stdout: 'CI is true, at /job\n', stderr: 'failed\n' })
  assert.equal(await home.ok(['ls', '-q']), '')
})

test('code that nobody has read reaches nobody, and ends after its time', async () => {
  await using home = await homeWithTiny()
  const visits: unknown[] = []
  await using server = createServer((socket) => visits.push(socket.destroy()))
  await once(server.listen(0), 'listening')
  const { port } = server.address() as AddressInfo
  await using dir = await packageWith('untrusted.ts')
  const run = async (program: string): Promise<{ stdout?: string; timeout?: true }> => {
    const child = spawn(process.execPath, ['untrusted.ts', 'tiny'], { cwd: dir.path, env: environmentOf(home) })
    child.stdin.end(program)
    return JSON.parse(await outputOf(child)) as { stdout?: string; timeout?: true }
  }
  const knock = `for host in 10.0.2.2 127.0.0.1; do nc -w 2 $host ${port} </dev/null && echo reached; done; echo done`
  assert.equal((await run(`${knock}\n`)).stdout, 'done\n')
  assert.equal(visits.length, 0)
  assert.deepEqual(await run('while :; do :; done'), { timeout: true })
  assert.equal(await home.ok(['ls', '-q']), '')
})

async function outputOf(child: ChildProcess): Promise<string> {
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  await once(child, 'close')
  return output
}

const sleeper = `
import { openStroj } from 'stroj/sdk/node'
await using vm = await openStroj(process.env).fork('tiny', { name: 'orphan', unattendedSeconds: 10 })
console.log('ready')
await vm.exec(['sleep', '1000'])
`

test('a fork is renewed as long as its program lives, and goes when that is killed, whatever daemon is there', async () => {
  await using home = await homeWithTiny()
  await using dir = await packageWith('sleeper.ts', sleeper)
  const child = spawn(process.execPath, ['sleeper.ts'], { cwd: dir.path, env: environmentOf(home) })
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
  const first = await expiry(home)
  await untilFound(30_000, async () => ((await expiry(home)) > first ? true : undefined))
  child.kill('SIGKILL')
  await once(child, 'close')
  await home.ok(['daemon', 'restart'])
  assert.match(await home.ok(['ls', '-q']), /orphan/)
  await untilFound(60_000, async () => ((await home.ok(['ls', '-q'])) === '' ? true : undefined))
})

async function expiry(home: Home): Promise<string> {
  return (await home.json<{ expiresAt: string }>(['show', 'orphan'])).expiresAt
}

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { TempDir } from '../../src/host/temp-dir.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

const program = `import { Fault } from 'stroj/model/fault'
import { makeClient } from 'stroj/sdk'
import { connect, pathsOf } from 'stroj/sdk/node'

const paths = pathsOf({ STROJ_HOME: '/nowhere' })
const failure: unknown = await makeClient(connect({ paths })).showInstance('web').catch((error: Error) => error)
const fault: Error = new Fault('instance.not-found', { name: 'web' })
console.log(failure instanceof Fault && failure.code, fault.message)
`

/** A project of somebody else's that has stroj among its packages. */
async function project(): Promise<TempDir> {
  const folder = await TempDir.make('stroj-user')
  await mkdir(join(folder.path, 'node_modules'))
  await symlink(root, join(folder.path, 'node_modules/stroj'))
  await writeFile(join(folder.path, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder.path, 'program.ts'), program)
  return folder
}

test('a program imports the SDK by the name of the package', async () => {
  await using user = await project()
  const { stdout } = await run(process.execPath, ['program.ts'], { cwd: user.path })
  assert.equal(stdout, 'daemon.unreachable There is no instance "web".\n')
})

test('the SDK brings its types', async () => {
  await using user = await project()
  const options = [
    '--noEmit',
    '--strict',
    '--pretty',
    'false',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2024',
  ]
  const compile = () => run(join(root, 'node_modules/.bin/tsc'), [...options, 'program.ts'], { cwd: user.path })
  await compile()
  await writeFile(join(user.path, 'program.ts'), program.replace("{ name: 'web' }", '{ name: 1 }'))
  await assert.rejects(compile, { stdout: /TS2322: Type 'number' is not assignable to type 'string'/ })
})

test('a page can load the SDK: nothing of Node is in it', async () => {
  await using user = await project()
  const { metafile } = await build({
    stdin: { contents: `export * from 'stroj/sdk'`, resolveDir: user.path },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
  })
  assert.deepEqual(
    Object.values(metafile.outputs).flatMap((output) => output.imports),
    [],
  )
})

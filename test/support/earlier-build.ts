import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Before machines had users of their own, and before what is recorded of sizes, parking, and processes that wait. */
const earlier = '3349992568870bd47dd62f4f0a6789ed3da98009'

/** Only these: the web app takes as long as all the rest. */
const buildParts = `
const { buildCli } = await import('./tools/build/cli.ts')
const { buildDaemon } = await import('./tools/build/daemon.ts')
await Promise.all([buildCli(), buildDaemon()])
`

const git = (...words: readonly string[]) =>
  execFileSync('git', ['-C', root, ...words], { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] })

/** Why an earlier version cannot be built here: a copy without its history. */
export function whyNoEarlier(): string | false {
  try {
    git('cat-file', '-e', `${earlier}^{commit}`)
    return false
  } catch {
    return `commit ${earlier.slice(0, 12)} is not in this clone; \`git fetch --unshallow\` gets it`
  }
}

/** An earlier version as it was built then; gone when its scope ends. */
export class EarlierBuild implements AsyncDisposable {
  /** It lies there whole. */
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async make(): Promise<EarlierBuild> {
    const build = new EarlierBuild(await mkdtemp(join(tmpdir(), 'stroj-earlier-')))
    try {
      const archive = git(
        'archive',
        earlier,
        'src',
        'tools',
        'package.json',
        'tsconfig.json',
        'tsconfig.base.json',
        'tsconfig.node.json',
      )
      execFileSync('tar', ['-x', '-C', build.folder], { input: archive })
      await symlink(join(root, 'node_modules'), join(build.folder, 'node_modules'))
      await mkdir(join(build.folder, 'dist'), { recursive: true })
      execFileSync(process.execPath, ['--input-type=module', '-e', buildParts], { cwd: build.folder })
      return build
    } catch (error) {
      await build[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Its command line, which starts its daemon. */
  get program(): string {
    return join(this.folder, 'dist/cli/main.js')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}

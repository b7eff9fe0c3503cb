import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The configuration and programs of the gates. A sample project has them as they are, to be judged as the real one is. */
const configuration = [
  '.gitignore',
  '.oxlintrc.json',
  'biome.json',
  'knip.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.neutral.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
  'tools/check/generated.ts',
  'tools/generate.ts',
]

const generator = `import { writeFileSync } from 'node:fs'

writeFileSync(new URL('../../docs/half.md', import.meta.url), '# half\\n')
`

/** What a small sample project consists of. */
const clean: Files = {
  'package.json': `${JSON.stringify({ name: 'sample', type: 'module', private: true }, null, 2)}\n`,
  'docs/half.md': '# half\n',
  'tools/half/generate.ts': generator,
  'src/cli/main.ts': `import { half } from '../kit/half.ts'\n\nconsole.log(half(4))\n`,
  'src/kit/half.ts': `export const half = (value: number): number => value / 2\n`,
  'test/unit/kit/half.test.ts': `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { half } from '../../../src/kit/half.ts'

test('half of four is two', () => assert.equal(half(4), 2))
`,
}

/** Path in the project to text. */
export type Files = Readonly<Record<string, string>>

/** A project in a temporary folder, gone when its scope ends. `files` are added to those that it has, or replace them. */
export class SampleProject implements Disposable {
  readonly folder: string

  /** A small one, which passes every gate but the build. */
  static small(files: Files): SampleProject {
    return new SampleProject(configuration, { ...clean, ...files })
  }

  /** This one, as far as it is needed to build it. */
  static real(files: Files): SampleProject {
    return new SampleProject(['package.json', 'src', 'tools'], files)
  }

  private constructor(taken: readonly string[], files: Files) {
    this.folder = mkdtempSync(join(tmpdir(), 'stroj-gate-'))
    for (const path of taken) cpSync(join(root, path), join(this.folder, path), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true })
      writeFileSync(join(this.folder, path), text)
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

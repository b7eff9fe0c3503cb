import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { runStep } from '../../tools/check/run-step.ts'
import { gates, type Step } from '../../tools/check/steps.ts'
import { type Files, SampleProject } from './sample-project.ts'

type Sample = { readonly what: string; readonly files: Files; readonly finding: RegExp }

const kit = (source: string): Files => ({
  'src/kit/half.ts': `export const half = (value: number): number => value / 2\n\n${source}`,
})
const unused = (name: string): string => `console.log(${name})\n`

/** What each gate must find. The rules have samples of their own, and the build has no small project. */
const samples: Readonly<Record<(typeof gates)[number]['name'], readonly Sample[]>> = {
  format: [{ what: 'other quotes', files: kit('console.log("a");\n'), finding: /Formatter would have printed/ }],
  lint: [
    {
      what: 'a promise that nobody waits for',
      files: kit('const later = async (): Promise<void> => {}\nlater()\n'),
      finding: /no-floating-promises/,
    },
    {
      what: 'a switch that forgets a case',
      files: kit(`const kind = (process.argv.length > 2 ? 'a' : 'b') as 'a' | 'b'
switch (kind) {
  case 'a':
    console.log('a')
}
`),
      finding: /switch-exhaustiveness-check/,
    },
    { what: 'any', files: kit(`const x: any = 1\n${unused('x')}`), finding: /no-explicit-any/ },
    {
      what: 'a value that is sworn to be there',
      files: kit(`const x = process.argv[9]!\n${unused('x')}`),
      finding: /no-non-null-assertion/,
    },
    { what: 'a default export', files: kit('export default half\n'), finding: /no-default-export/ },
    {
      what: 'two files that need each other',
      files: {
        'src/kit/one.ts': `import { two } from './two.ts'\n\nexport const one = (): number => two()\n`,
        'src/kit/two.ts': `import { one } from './one.ts'\n\nexport const two = (): number => one()\n`,
      },
      finding: /no-cycle/,
    },
    {
      what: 'a file name in camel case',
      files: { 'src/kit/camelCase.ts': 'export const a = 1\n' },
      finding: /filename-case/,
    },
    { what: 'a file of 400 lines', files: kit("console.log('a')\n".repeat(400)), finding: /max-lines/ },
  ],
  'types, neutral': [
    {
      what: 'a plan that reads the environment',
      files: kit('console.log(process.env)\n'),
      finding: /TS2591.*'process'/,
    },
    { what: 'a plan that knows the page', files: kit('console.log(document.title)\n'), finding: /TS2584.*'document'/ },
    { what: 'an enum', files: kit('enum A {\n  b,\n}\nconsole.log(A.b)\n'), finding: /TS1294/ },
  ],
  'types, node': [
    {
      what: 'text where a number is meant',
      files: { 'src/cli/main.ts': `import { half } from '../kit/half.ts'\n\nconsole.log(half('4'))\n` },
      finding: /src\/cli\/main\.ts.*TS2345/,
    },
    {
      what: 'an element that may not be there',
      files: { 'src/cli/main.ts': 'const word: string = process.argv[2]\nconsole.log(word)\n' },
      finding: /TS2322/,
    },
  ],
  'types, web': [
    {
      what: 'what only a worker has',
      files: kit('console.log(WorkerGlobalScope)\n'),
      finding: /TS2304.*WorkerGlobalScope/,
    },
  ],
  'dead code': [
    {
      what: 'an export that nobody imports',
      files: kit('export const third = 3\n'),
      finding: /Unused exports[^]*third/,
    },
    {
      what: 'a file that nobody imports',
      files: { 'src/kit/alone.ts': 'export {}\n' },
      finding: /Unused files[^]*alone\.ts/,
    },
    {
      what: 'a package that package.json does not name',
      files: { 'src/cli/main.ts': `import { fc } from 'fast-check'\n\nconsole.log(fc)\n` },
      finding: /Unlisted dependencies[^]*fast-check/,
    },
  ],
  rules: [],
  tests: [
    {
      what: 'a test that fails',
      files: { 'src/kit/half.ts': 'export const half = (value: number): number => value\n' },
      finding: /half of four is two/,
    },
  ],
  'generated files': [
    {
      what: 'a generated file that somebody edited',
      files: { 'docs/half.md': '# Half\n' },
      finding: /docs\/half\.md is not what its generator writes/,
    },
  ],
  build: [],
}

suite('the gate "build"', () => {
  test('finds an import that leads nowhere', async () => {
    const build = gates.find(({ name }) => name === 'build')
    assert.ok(build)
    using project = SampleProject.real({ 'src/cli/main.ts': `await import('./nowhere.ts')\n` })
    const { passed, output } = await runStep(build, project.folder, () => {})
    assert.ok(!passed, 'the gate let it pass')
    assert.match(output, /Could not resolve "\.\/nowhere\.ts"/)
  })
})

for (const gate of gates) {
  const found = samples[gate.name]
  if (found.length === 0) continue
  suite(`the gate "${gate.name}"`, { concurrency: true }, () => {
    test('passes a project that is in order', () => passes(gate))
    for (const sample of found) test(`finds ${sample.what}`, () => finds(gate, sample))
  })
}

test('a gate that looked at nothing has not passed', async () => {
  const idle = {
    name: 'idle',
    commands: [['node', '--test', 'test/nowhere/*.test.ts']],
    saw: /^ℹ tests [1-9]/m,
  } as const
  using project = SampleProject.small({})
  const { passed, output } = await runStep(idle, project.folder, () => {})
  assert.ok(!passed)
  assert.match(output, /without having looked at anything/)
})

async function passes(gate: Step): Promise<void> {
  using project = SampleProject.small({})
  const { passed, output } = await runStep(gate, project.folder, () => {})
  assert.ok(passed, output)
}

async function finds(gate: Step, { files, finding }: Sample): Promise<void> {
  using project = SampleProject.small(files)
  const { passed, output } = await runStep(gate, project.folder, () => {})
  assert.ok(!passed, 'the gate let it pass')
  assert.match(output, finding)
}

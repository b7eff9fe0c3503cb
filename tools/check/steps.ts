/** One program of a step, with its arguments. */
export type Command = readonly [program: string, ...args: readonly string[]]

/** One gate. Its commands run in order; it has passed when each of them ends with 0. */
export type Step = {
  readonly name: string
  readonly commands: readonly Command[]
  /** True: its output is shown as it comes, since it takes long. Otherwise only a failure is shown. */
  readonly live?: boolean
}

const tests = (folders: readonly string[], ...options: readonly string[]): Command => [
  'node',
  '--test',
  '--test-reporter=spec',
  ...options,
  ...folders.map((folder) => `test/${folder}/**/*.test.ts`),
]

/** Every gate of `npm run check`, fastest first. */
export const gates = [
  { name: 'format', commands: [['biome', 'format', '--max-diagnostics=5']] },
  { name: 'lint', commands: [['oxlint', '--type-aware']] },
  { name: 'types', commands: ['neutral', 'node', 'web'].map((platform) => ['tsc', '-p', `tsconfig.${platform}.json`]) },
  { name: 'dead code', commands: [['knip', '--no-config-hints']] },
  { name: 'rules', commands: [tests(['rules'])] },
  { name: 'tests', commands: [tests(['unit', 'contract'], '--test-concurrency=2')] },
  { name: 'build', commands: [['node', 'tools/build.ts']] },
] as const satisfies readonly Step[]

/** What `npm test` runs after the gates: real guests, one test file at a time, since each guest needs a whole processor. */
export const journeys = [
  { name: 'boot', commands: [tests(['boot'], '--test-concurrency=1')], live: true },
  { name: 'e2e', commands: [tests(['e2e'], '--test-concurrency=1')], live: true },
] as const satisfies readonly Step[]

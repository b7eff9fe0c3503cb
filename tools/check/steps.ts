/** One program of a step, with its arguments. */
export type Command = readonly [program: string, ...args: readonly string[]]

/** One gate. Its commands run in order; it has passed when each of them ends with 0. */
export type Step = {
  readonly name: string
  readonly commands: readonly Command[]
  /** What its output must show to prove that it looked at something at all. */
  readonly saw?: RegExp
  /** True: its output is shown as it comes, since it takes long. Otherwise only a failure is shown. */
  readonly live?: boolean
}

const ranTests = /^ℹ tests [1-9]/m

const tests = (folders: readonly string[], ...options: readonly string[]): Command => [
  'node',
  '--test',
  '--test-reporter=spec',
  ...options,
  ...folders.map((folder) => `test/${folder}/**/*.test.ts`),
]

/** Every gate of `npm run check`, fastest first. */
export const gates = [
  { name: 'format', commands: [['biome', 'format', '--max-diagnostics=5']], saw: /^Checked [1-9]/m },
  { name: 'lint', commands: [['oxlint', '--type-aware']], saw: /on [1-9]\d* files/ },
  { name: 'types, neutral', commands: [['tsc', '-p', 'tsconfig.neutral.json']] },
  { name: 'types, node', commands: [['tsc', '-p', 'tsconfig.node.json']] },
  { name: 'types, web', commands: [['tsc', '-p', 'tsconfig.web.json']] },
  { name: 'dead code', commands: [['knip', '--no-config-hints']] },
  { name: 'rules', commands: [tests(['rules'])], saw: ranTests },
  {
    name: 'tests',
    commands: [tests(['unit', 'contract'], '--test-concurrency=2', '--test-timeout=300000')],
    saw: ranTests,
  },
  { name: 'generated files', commands: [['node', 'tools/check/generated.ts']], saw: /^Compared [1-9]/m },
  { name: 'build', commands: [['node', 'tools/build.ts']] },
] as const satisfies readonly Step[]

/** One file at a time, since each guest needs a whole processor. What hangs for half an hour has failed. */
const oneGuest = ['--test-concurrency=1', '--test-timeout=1800000'] as const

/** A host with KVM, IOMMU and devices to give away, inside of a machine of ours. */
const lab: Step = {
  name: 'lab',
  commands: [tests(['lab'], ...oneGuest, '--test-global-setup=test/lab/set-up.ts')],
  saw: ranTests,
  live: true,
}

/** The web app in a browser, against a daemon with real guests. */
const web: Step = {
  name: 'web',
  commands: [tests(['web'], ...oneGuest, '--test-global-setup=test/support/global-setup.ts')],
  saw: ranTests,
  live: true,
}

/** What `npm run test:web` runs. */
export const webOnly: readonly Step[] = [{ name: 'build', commands: [['node', 'tools/build.ts']] }, web]

/** What `npm run test:lab` runs. */
export const labOnly: readonly Step[] = [{ name: 'build', commands: [['node', 'tools/build.ts']] }, lab]

/** A whole system is installed and started; emulated, that takes from twenty minutes to an hour. */
const install: Step = {
  name: 'install',
  commands: [tests(['install'], '--test-concurrency=1', '--test-timeout=7200000')],
  saw: ranTests,
  live: true,
}

/** What `npm run test:install` runs. */
export const installOnly: readonly Step[] = [{ name: 'build', commands: [['node', 'tools/build.ts']] }, install]

/** The daemon killed and failed at its calls, a share of them in each run; guests are of one sector. */
const crash: Step = {
  name: 'crash',
  commands: [tests(['crash'], ...oneGuest, '--test-global-setup=test/support/global-setup.ts')],
  saw: ranTests,
  live: true,
}

/** What `npm run test:crash` runs: every call of every operation, and half an hour of random kills. */
export const crashOnly: readonly Step[] = [
  { name: 'build', commands: [['node', 'tools/build.ts']] },
  {
    ...crash,
    commands: crash.commands.map((command) => [
      'env',
      `STROJ_CRASH_POINTS=${process.env['STROJ_CRASH_POINTS'] ?? 'all'}`,
      `STROJ_CRASH_MINUTES=${process.env['STROJ_CRASH_MINUTES'] ?? '30'}`,
      ...command,
    ]),
  },
]

/** Real guests, below the daemon. */
const boot: Step = { name: 'boot', commands: [tests(['boot'], ...oneGuest)], saw: ranTests, live: true }

/** Whole journeys, through the built command line. */
const e2e: Step = {
  name: 'e2e',
  commands: [tests(['e2e'], ...oneGuest, '--test-global-setup=test/support/global-setup.ts')],
  saw: ranTests,
  live: true,
}

/** What `npm test` runs after the gates, in lanes that run at once: about as long each, with one guest at a time in each. */
export const journeys: readonly (readonly Step[])[] = [[e2e], [boot, crash, web, lab]]

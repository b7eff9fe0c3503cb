import { spawnSync } from 'node:child_process'
import { BenchDaemon } from './kit/daemon.ts'
import { type Measure, table, timed } from './kit/figures.ts'

/** `stroj ls` as a whole process, against an empty Node and `virsh list`. */
const rounds = Number(process.argv[2] ?? 30)

await using daemon = await BenchDaemon.make()
await daemon.stroj('ls')
const [node, program] = daemon.commandLine
const commands: readonly (readonly [string, readonly string[]])[] = [
  ['node, empty program', [node, '-e', '0']],
  ['stroj ls', [node, program, 'ls']],
  ['stroj version', [node, program, 'version']],
  ['virsh list --all', ['virsh', '-q', 'list', '--all']],
]
const present = commands.filter(
  ([, [file = '', ...args]]) => spawnSync(file, args, { env: daemon.environment }).status === 0,
)

const runs = new Map<string, number[]>(present.map(([name]) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, [file = '', ...args]] of present) {
    const took = await timed(async () => spawnSync(file, args, { env: daemon.environment, stdio: 'ignore' }))
    runs.get(name)?.push(took)
  }
}
const measures: Measure[] = [...runs].map(([name, values]) => ({ name, runs: values }))
console.log(table('the command line', 'whole process, from spawn to exit', measures))

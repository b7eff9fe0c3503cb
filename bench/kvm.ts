import { Lab } from '../test/lab/lab.ts'
import { table, timed } from './kit/figures.ts'

/**
 * The same guest under KVM and under TCG, both on the host of the lab, whose processors are emulated themselves. It shows
 * what KVM saves a guest there, and nothing of how fast KVM is on real processors.
 */
const rounds = Number(process.argv[2] ?? 2)
const workload = 'head -c 67108864 /dev/zero | sha256sum'
const patience = { timeoutMs: 10 * 60_000 }

const boot: Record<'kvm' | 'tcg', number[]> = { kvm: [], tcg: [] }
const work: Record<'kvm' | 'tcg', number[]> = { kvm: [], tcg: [] }
await Lab.prepare()
const booting = performance.now()
await using lab = await Lab.boot('lab', 'intel')
console.log(`lab: from nothing running to its first command ${((performance.now() - booting) / 1000).toFixed(1)} s`)
for (let round = 0; round < rounds; round += 1) for (const accel of ['kvm', 'tcg'] as const) await runOne(accel)
await lab.stroj(['daemon', 'stop'])

console.log(
  table('tiny in the lab, until its agent has answered', '`stroj run tiny --accel …` until `true` has ended in it', [
    { name: 'TCG in TCG', runs: boot.tcg },
    { name: 'KVM in TCG', runs: boot.kvm },
  ]),
)
console.log(
  table('sha256sum of 64 MiB in that guest', workload, [
    { name: 'TCG in TCG', runs: work.tcg },
    { name: 'KVM in TCG', runs: work.kvm },
  ]),
)

async function runOne(accel: 'kvm' | 'tcg'): Promise<void> {
  const wish = ['run', 'tiny', '--name', 'bench', '--memory', '256MiB', '--accel', accel]
  boot[accel].push(await timed(async () => void (await lab.stroj([...wish, '--', 'true'], patience))))
  const command = ['exec', 'bench', '--', 'sh', '-c', workload]
  work[accel].push(await timed(async () => void (await lab.stroj(command, patience))))
  await lab.stroj(['rm', '--force', 'bench'], patience)
}

import type { Instance } from '../../src/model/instance.ts'
import type { BenchDaemon } from './daemon.ts'

/** A guest called `bench` that has written memory, which takes room, and is what there is to keep. */
export async function runBusyGuest(
  daemon: BenchDaemon,
  memory: string,
): Promise<{ readonly id: string; readonly label: string }> {
  await daemon.stroj('run', 'tiny', '--name', 'bench', '--disk', '8GiB', '--memory', memory, '--detach')
  const fill = 'dd if=/dev/urandom of=/tmp/fill bs=1M count=128 2>/dev/null'
  await daemon.stroj('exec', 'bench', '--', 'sh', '-c', fill)
  const { id } = await daemon.call<Instance>('GET', '/v1/instances/bench')
  return { id, label: `tiny, ${memory}, 128 MiB of it written` }
}

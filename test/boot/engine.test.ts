import { type EngineBench, engineContract } from '../contract/engine.ts'
import { layerContract } from '../contract/engine-layers.ts'
import { QemuBench } from '../support/qemu-bench.ts'

async function makeBench(): Promise<EngineBench> {
  const bench = await QemuBench.make()
  const planWithDisk = await bench.withDisk()
  return {
    engine: bench.engine,
    newEngine: () => bench.newEngine(),
    plan: bench.plan,
    planWithDisk,
    impossiblePlan: { ...bench.plan, machineType: 'impossible' },
    killFromOutside: ({ pid }) => void process.kill(pid, 'SIGKILL'),
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  }
}

engineContract('QEMU', makeBench)
layerContract('QEMU', makeBench)

import type { StartPlan } from '../../../plan/instance/plan-start.ts'

/** Model, number and topology of the processors. Without a wish all are cores of one socket, as desktop systems license. */
export function cpuArguments({ cpus }: StartPlan): readonly string[] {
  const { sockets, cores, threads } = cpus.topology ?? { sockets: 1, cores: cpus.count, threads: 1 }
  return ['-cpu', cpus.model, '-smp', `cpus=${cpus.count},sockets=${sockets},cores=${cores},threads=${threads}`]
}

import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { enlightenments } from './guest-needs.ts'

/** Model, number and topology of the processors. Without a wish all are cores of one socket, as desktop systems license. */
export function cpuArguments(plan: StartPlan): readonly string[] {
  const { cpus } = plan
  const { count, max = count } = cpus
  const { sockets, cores, threads } = cpus.topology ?? { sockets: 1, cores: Math.max(count, max), threads: 1 }
  const room = max > count ? `,maxcpus=${max}` : ''
  const smp = `cpus=${count}${room},sockets=${sockets},cores=${cores},threads=${threads}`
  return ['-cpu', [cpuModel(cpus), ...enlightenments(plan)].join(','), '-smp', smp]
}

/** `EPYC,svm=on,x2apic=off,enforce=on`; the signs before a name are an older form, which QEMU reads in another order. */
export function cpuModel({ model, features, enforce }: StartPlan['cpus']): string {
  const switches = features.map((feature) => `${feature.slice(1)}=${feature.startsWith('+') ? 'on' : 'off'}`)
  return [model, ...switches, ...(enforce ? ['enforce=on'] : [])].join(',')
}

import { PortForward } from '../../src/model/port-forward.ts'
import { chooseAcceleration } from '../../src/plan/instance/acceleration.ts'
import { busyReason } from '../../src/plan/parking/judge.ts'
import { parkingObstacle } from '../../src/plan/parking/obstacle.ts'
import { facts } from './facts.ts'
import { smallPlan } from './start-plan.ts'

/** Why instances are emulated and not idle, and why machines of a warm image do not wait. */
export function standingSaid(): readonly string[] {
  const forward = PortForward.parse('8080:80')
  const sample = {
    at: '',
    cpuPercent: 0,
    memoryBytes: 0,
    diskReadBytesPerSecond: 0,
    diskWriteBytesPerSecond: 0,
    netReceivedBytesPerSecond: 0,
    netSentBytesPerSecond: 0,
  }
  const busy = [{ cpuPercent: 90 }, { diskReadBytesPerSecond: 2 ** 20 }, { netSentBytesPerSecond: 2 ** 20 }]
  const open = [1, 2].map((count) => ({ sample, processors: 1, uses: [], connections: [{ forward, count }] }))
  const activities = [
    ...busy.map((more) => ({ sample: { ...sample, ...more }, processors: 1, uses: [], connections: [] })),
    ...open,
  ]
  const uses = ['a console is open', 'a shell is open', 'its screen is open', 'its screen is looked at']
  const lacks = ['KVM cannot be used now', '64 wait on this host already', 'the memory of the host is short']
  const udp = [
    { network: 'user', mac: '52:54:00:00:00:01', model: 'virtio', forward: [PortForward.parse('53:53/udp')] },
  ]
  const plans = [{ installer: {} }, { hostdevs: [{}] }, { nics: udp }].map((more) => smallPlan(more as never))
  const emulated = (['tcg', 'auto'] as const).flatMap((wish) => {
    const verdict = chooseAcceleration(wish, 'aarch64', facts)
    return verdict.ok ? verdict.plan.reason : []
  })
  return [
    ...activities.flatMap((activity) => busyReason(activity) ?? []),
    ...plans.flatMap((plan) => parkingObstacle(plan) ?? []),
    ...uses,
    ...lacks,
    ...emulated,
    'a command runs in it',
    'an operation has it',
  ]
}

import type { StartPlan } from '../instance/start-plan.ts'

/** Why a machine cannot be parked, as a clause; undefined when it can. Its spec may have changed since it was started. */
export function parkingObstacle({ nics, hostdevs, installer }: StartPlan): string | undefined {
  if (installer) return 'its system is being installed'
  if (hostdevs.length > 0) return 'it has a device of the host, which goes on without it'
  const udp = nics.some(({ forward }) => forward.some(({ protocol }) => protocol === 'udp'))
  return udp ? 'nobody sees the packets that come to a UDP forward' : undefined
}

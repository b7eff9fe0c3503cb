import { type EngineBench, engineContract } from './engine.ts'
import { layerContract } from './engine-layers.ts'
import { FakeHost, fakeEngine } from '../fake/engine.ts'
import { smallPlan } from '../support/start-plan.ts'

async function makeBench(): Promise<EngineBench> {
  const host = new FakeHost()
  const plan = smallPlan()
  const source = { kind: 'own', file: 'disk1.qcow2', base: null } as const
  const planWithDisk = { ...plan, disks: [{ source, readOnly: false, bus: 'virtio', virtualFunctions: 0 }] } as const
  host.dress = (guest) => {
    guest.agentAnswers = false
    if (guest.plan.machineType === 'impossible') guest.crash('unsupported machine type')
  }
  return {
    engine: fakeEngine(host),
    newEngine: () => fakeEngine(host),
    plan,
    planWithDisk,
    impossiblePlan: { ...plan, machineType: 'impossible' },
    killFromOutside: () => host.guest(plan.id).crash(),
    [Symbol.asyncDispose]: async () => {},
  }
}

engineContract('the fake engine', makeBench)
layerContract('the fake engine', makeBench)

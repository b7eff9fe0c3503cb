import { type EngineBench, engineContract } from './engine.ts'
import { FakeHost, fakeEngine } from '../fake/engine.ts'
import { smallPlan } from '../support/start-plan.ts'

async function makeBench(): Promise<EngineBench> {
  const host = new FakeHost()
  const plan = smallPlan()
  host.dress = (guest) => {
    guest.agentAnswers = false
    if (guest.plan.machineType === 'impossible') guest.crash('unsupported machine type')
  }
  return {
    engine: fakeEngine(host),
    newEngine: () => fakeEngine(host),
    plan,
    impossiblePlan: { ...plan, machineType: 'impossible' },
    killFromOutside: () => host.guest(plan.id).crash(),
    [Symbol.asyncDispose]: async () => {},
  }
}

engineContract('the fake engine', makeBench)

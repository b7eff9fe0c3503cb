import type { Random } from '../../contract/clock.ts'
import type { Explanation, ExplanationCreate } from '../../model/explanation.ts'
import type { Deps } from '../deps.ts'
import { draftInstance, nameFor } from './draft.ts'
import { explainedStart } from './explain.ts'

/** The plain commands that making an instance, and starting it, stand for. Nothing is made, and nothing is held. */
export async function explainNewInstance(
  deps: Deps,
  { start, style, ...want }: ExplanationCreate,
): Promise<Explanation> {
  const onPaper: Deps = { ...deps, random: exampleRandom() }
  const name = nameFor(onPaper, want)
  const { record, plan } = await draftInstance(onPaper, name, want)
  const made = await deps.engine.explainCreate(plan)
  const begun = start ? await explainedStart(onPaper, record, style) : { steps: [], notes: [] }
  return {
    action: start ? 'run' : 'create',
    instance: name,
    steps: [...made, ...begun.steps],
    notes: [...begun.notes, ...installing(record.toInstall === true && start), examples(record.id)],
  }
}

function installing(isInstalled: boolean): readonly string[] {
  return isInstalled ? ['this runs the installer; the system that it leaves on the disk is started afterwards'] : []
}

function examples(id: string): string {
  return `the id ${id}, the UUID and MAC addresses are examples: they are drawn when the instance is made`
}

/** The same for the same spec, so that what is shown changes only where the spec does. */
function exampleRandom(): Random {
  let nics = 0
  return {
    uuid: () => '00000000-0000-4000-8000-000000000000',
    token: (length) => 'x'.repeat(length),
    mac: () => `52:54:00:00:00:${(++nics).toString(16).padStart(2, '0')}`,
  }
}

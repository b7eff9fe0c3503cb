import type { ExplainedStep } from '../../../model/explanation.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { Places } from '../argv/places.ts'
import { volumeFiles } from '../confine/files-of.ts'
import { machinesGroup } from '../confine/machine-user.ts'

/** A folder for the sockets of a run, in which the user of the machine may make some. */
export function runFolderSteps({ run, user }: Places): readonly ExplainedStep[] {
  const reason = 'a folder for the sockets of this run'
  if (user === undefined) return [step(reason, ['mkdir', '-p', '-m', '700', run.folder])]
  return [
    step(reason, ['mkdir', '-p', '-m', '3770', run.folder]),
    step('its user may make sockets there', ['chgrp', String(user.uid), run.folder]),
  ]
}

/** What `giveFiles` does. */
export function giveSteps(plan: StartPlan, { own, run, user }: Places): readonly ExplainedStep[] {
  if (user === undefined) return []
  const uid = String(user.uid)
  const group = ['-exec', 'chgrp', uid, '{}', '+', '-exec', 'chmod', 'g+rw', '{}', '+']
  const volumes = plan.disks.flatMap(({ source, readOnly }) =>
    source.kind === 'volume' ? volumeFiles({ source, readOnly }) : [],
  )
  return [
    step('its logs, which QEMU adds to', ['touch', run.serialLog, run.shellLog]),
    step('its folder, through which its user may go', ['chgrp', uid, own]),
    step('what is made there is of its group', ['chmod', '2710', own]),
    step('its files, which its user may write to', [
      'find',
      own,
      '-maxdepth',
      '1',
      '-type',
      'f',
      '-links',
      '1',
      ...group,
    ]),
    ...(plan.needs?.tpm === true ? [step('swtpm owns its state', ['chown', '-R', `${uid}:${uid}`, `${own}/tpm`])] : []),
    ...volumes.flatMap(({ path, wish, isKey }) => [
      step('a volume of it', ['chgrp', wish === 'write' || isKey ? uid : String(machinesGroup), path]),
      step(`which it may ${wish}`, ['chmod', wish === 'write' ? 'g+rw' : 'g+r', path]),
    ]),
  ]
}

function step(reason: string, command: string[]): ExplainedStep {
  return { reason, command, background: false }
}

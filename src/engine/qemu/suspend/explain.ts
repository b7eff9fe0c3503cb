import type { ExplainedStep } from '../../../model/explanation.ts'
import type { RunFiles } from '../machine/run-files.ts'

/** What suspending does to a machine that runs. The disks stay as they are, and nobody may write to them before it goes on. */
export function explainSuspend(
  { own, memory, rescue }: Pick<RunFiles, 'own' | 'memory' | 'rescue'>,
  file: string,
): readonly ExplainedStep[] {
  return [
    step('what takes the memory', ['socat', `UNIX-LISTEN:${memory}`, `CREATE:${own}/${file}`], true),
    said(
      'it stands still, and its memory and its devices go there',
      [
        { execute: 'migrate-set-parameters', arguments: { 'max-bandwidth': 0 } },
        { execute: 'stop' },
        { execute: 'migrate', arguments: { uri: `unix:${memory}` } },
      ],
      rescue,
    ),
    said('until its status is "completed"', [{ execute: 'query-migrate' }], rescue),
    step('all of it survives a power cut', ['sync', `${own}/${file}`]),
    said('its process ends', [{ execute: 'quit' }], rescue),
  ]
}

/** To the second monitor, since a running daemon holds the first. */
function said(reason: string, commands: readonly object[], rescue: string): ExplainedStep {
  const text = ['{"execute":"qmp_capabilities"}', ...commands.map((command) => JSON.stringify(command))].join('')
  return step(reason, ['socat', '-t', '1', `SYSTEM:printf '%s' '${text}'`, `UNIX-CONNECT:${rescue}`])
}

function step(reason: string, command: string[], background = false): ExplainedStep {
  return { reason, command, background }
}

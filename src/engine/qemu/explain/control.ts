import type { ExplainedStep } from '../../../model/explanation.ts'
import type { RunFiles } from '../machine/run-files.ts'

type Control = 'stop' | 'kill' | 'pause' | 'resume' | 'reset'

const commands: Record<Control, { readonly execute: string; readonly reason: string }> = {
  stop: { execute: 'system_powerdown', reason: 'press the power button; the guest shuts down by itself' },
  kill: { execute: 'quit', reason: 'end QEMU at once' },
  pause: { execute: 'stop', reason: 'halt the processors' },
  resume: { execute: 'cont', reason: 'let the processors go on' },
  reset: { execute: 'system_reset', reason: 'press the reset button' },
}

/** What is said to the monitor: the second one, since a running daemon holds the first. */
export function explainControl({ rescue }: Pick<RunFiles, 'rescue'>, action: Control): readonly ExplainedStep[] {
  const { execute, reason } = commands[action]
  const said = `{"execute":"qmp_capabilities"}{"execute":"${execute}"}`
  return [
    {
      reason,
      command: ['socat', '-t', '1', `SYSTEM:printf '%s' '${said}'`, `UNIX-CONNECT:${rescue}`],
      background: false,
    },
  ]
}

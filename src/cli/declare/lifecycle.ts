import type { Command } from '../command.ts'

const names = [{ name: 'NAME', arity: 'any', complete: 'instance', summary: 'the instances' }] as const
const options = { all: { kind: 'flag', summary: 'all for which it is possible now' } } as const
const base = { group: 'lifecycle', arguments: names, usage: ['NAME...', '--all'], options } as const
const several = 'With several names, a failure of one does not keep the others from it; the exit code is then 8.'

export const install = {
  ...base,
  summary: 'install the systems of instances',
  description: [
    `Starts the installer that the spec names, as a medium in the drive or as kernel and initrd, gives it the answers of \`install\`, and shows how far it comes. At the end the instance is stopped and has its system. Ctrl-C ends the installer; the next time it begins anew. ${several}`,
  ],
  examples: [
    { command: 'stroj install deb', meaning: '' },
    { command: 'stroj explain start deb', meaning: 'see beforehand what the installer will be told' },
  ],
} as const satisfies Command

export const start = {
  ...base,
  summary: 'start instances',
  description: [`Ready when the machine runs; the guest goes on booting then. ${several}`],
  examples: [
    { command: 'stroj start web db', meaning: '' },
    { command: 'stroj explain start web', meaning: 'see beforehand what will be run' },
  ],
} as const satisfies Command

export const stop = {
  ...base,
  summary: 'shut instances down, by force if need be',
  description: [
    `Presses the power button and waits for the guest to shut down. When it has not after the time, it is ended by force, and that is said. ${several}`,
  ],
  usage: ['[--timeout TIME] NAME...', '[--timeout TIME] --all'],
  options: {
    ...options,
    timeout: { kind: 'duration', value: 'TIME', summary: 'time for the guest to shut down (default 90s)' },
  },
  examples: [
    { command: 'stroj stop web', meaning: '' },
    { command: 'stroj stop --timeout 10s --all', meaning: 'everything, soon' },
  ],
} as const satisfies Command

export const restart = {
  ...base,
  summary: 'stop instances and start them anew',
  description: [`Pending changes take effect. ${several}`],
  usage: ['[--timeout TIME] NAME...', '[--timeout TIME] --all'],
  options: {
    ...options,
    timeout: { kind: 'duration', value: 'TIME', summary: 'time for the guest to shut down (default 90s)' },
  },
  examples: [{ command: 'stroj restart web', meaning: '' }],
} as const satisfies Command

export const kill = {
  ...base,
  summary: 'end instances at once',
  description: [`As pulling the plug: the guest cannot save anything. ${several}`],
  examples: [{ command: 'stroj kill web', meaning: '' }],
} as const satisfies Command

export const pause = {
  ...base,
  summary: 'stop the processors of instances',
  description: [`The guest stands still and keeps its memory, until it is resumed. ${several}`],
  examples: [{ command: 'stroj pause web', meaning: '' }],
} as const satisfies Command

export const resume = {
  ...base,
  summary: 'let paused instances go on',
  description: [`A parked one goes on, too; it would also do so by itself, as soon as somebody needs it. ${several}`],
  examples: [{ command: 'stroj resume web', meaning: '' }],
} as const satisfies Command

export const reset = {
  ...base,
  summary: 'press the reset button',
  description: [
    `The guest boots anew in the same process, without shutting down first; pending changes do not take effect. ${several}`,
  ],
  examples: [{ command: 'stroj reset web', meaning: '' }],
} as const satisfies Command

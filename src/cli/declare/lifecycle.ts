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
  description: [
    `Ready when the machine runs; the guest goes on booting then. One that is suspended goes on where it stood. ${several}`,
  ],
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
  description: [
    `As pulling the plug: the guest cannot save anything. Of one that is suspended, the memory is thrown away. ${several}`,
  ],
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

export const suspend = {
  ...base,
  summary: 'keep the memory of instances on the disk, and end their processes',
  description: [
    'The guest stands still, its memory and its devices are written to a file in the folder of the instance, and QEMU ends: it takes neither processor nor memory then, also over a restart of the host. `stroj start` goes on from there as the same machine, and tells it the time; connections that were open may have given up meanwhile.',
    'While it is suspended it keeps its disks to itself. `stroj kill` throws the memory away, and the next start boots it, as after a power cut. Spec changes wait until then. When the file cannot be written whole, the guest runs on.',
    `It needs an instance that runs, without volumes, writable files of yours, NVMe disks and devices of the host. ${several}`,
  ],
  examples: [
    { command: 'stroj suspend web', meaning: '' },
    { command: 'stroj suspend --all', meaning: 'before the host is restarted' },
    { command: 'stroj start web', meaning: 'goes on where it stood' },
  ],
} as const satisfies Command

export const reset = {
  ...base,
  summary: 'press the reset button',
  description: [
    `The guest boots anew in the same process, without shutting down first; pending changes do not take effect. ${several}`,
  ],
  examples: [{ command: 'stroj reset web', meaning: '' }],
} as const satisfies Command

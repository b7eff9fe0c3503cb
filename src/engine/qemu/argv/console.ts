import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { escapeComma, jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** The serial line (ttyS0) and the line of `stroj shell` (hvc0). QEMU itself writes both logs, also while nobody listens. */
export function consoleArguments({ serial }: StartPlan, { run }: Places): readonly string[] {
  return [
    ...(serial
      ? [
          ...lineArguments('serial', run.serial, run.serialLog),
          ...jsonOption('device', { driver: 'isa-serial', id: 'serial0', chardev: 'serial' }),
        ]
      : []),
    ...lineArguments('shell', run.shell, run.shellLog),
    ...jsonOption('device', { driver: 'virtconsole', id: 'shell0', bus: 'channels.0', chardev: 'shell' }),
  ]
}

function lineArguments(id: string, socket: string, log: string): readonly string[] {
  const path = escapeComma(socket)
  return ['-chardev', `socket,id=${id},path=${path},server=on,wait=off,logfile=${escapeComma(log)},logappend=on`]
}

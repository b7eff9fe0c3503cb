import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { boardOf } from './board.ts'
import { escapeComma, jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** The serial line and the line of `stroj shell`. QEMU itself writes both logs, also while nobody listens. */
export function consoleArguments(plan: StartPlan, { run }: Places): readonly string[] {
  return [
    ...(plan.serial ? [...lineArguments('serial', run.serial, run.serialLog), ...serialPort(plan)] : []),
    ...lineArguments('shell', run.shell, run.shellLog),
    ...jsonOption('device', { driver: 'virtconsole', id: 'shell0', bus: 'channels.0', chardev: 'shell' }),
  ]
}

/** A line that the board has itself is taken by its number; others are devices. */
function serialPort(plan: StartPlan): readonly string[] {
  const { serial: driver } = boardOf(plan)
  if (driver === null) return ['-serial', 'chardev:serial']
  return jsonOption('device', { driver, id: 'serial0', chardev: 'serial' })
}

function lineArguments(id: string, socket: string, log: string): readonly string[] {
  const path = escapeComma(socket)
  return ['-chardev', `socket,id=${id},path=${path},server=on,wait=off,logfile=${escapeComma(log)},logappend=on`]
}

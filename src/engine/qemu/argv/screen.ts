import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { escapeComma, jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** A graphics card that every system knows, a pointer with absolute positions, and VNC on a unix socket only. */
export function screenArguments({ screen }: StartPlan, { run }: Places): readonly string[] {
  if (!screen) return []
  return [
    ...jsonOption('device', { driver: 'VGA', id: 'screen0' }),
    ...jsonOption('device', { driver: 'qemu-xhci', id: 'usb' }),
    ...jsonOption('device', { driver: 'usb-tablet', id: 'pointer0', bus: 'usb.0' }),
    '-vnc',
    `unix:${escapeComma(run.vnc)}`,
  ]
}

import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { boardOf } from './board.ts'
import { escapeComma, jsonOption } from './option.ts'
import type { Places } from './places.ts'

/**
 * A graphics card that every system of the architecture knows, a keyboard where the board has none, a pointer with absolute
 * positions, and VNC on a unix socket only.
 */
export function screenArguments(plan: StartPlan, { run }: Places): readonly string[] {
  const { screen: driver } = boardOf(plan)
  if (!plan.screen || driver === null) return []
  return [
    ...jsonOption('device', { driver, id: 'screen0' }),
    ...jsonOption('device', { driver: 'qemu-xhci', id: 'usb' }),
    ...(driver === 'VGA' ? [] : jsonOption('device', { driver: 'usb-kbd', id: 'keyboard0', bus: 'usb.0' })),
    ...jsonOption('device', { driver: 'usb-tablet', id: 'pointer0', bus: 'usb.0' }),
    '-vnc',
    `unix:${escapeComma(run.vnc)}`,
  ]
}

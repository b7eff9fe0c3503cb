import type { Event } from '../../model/event.ts'
import { type NumberedEvent, watchEvents } from '../../sdk/event.ts'
import type { Run } from '../loaders.ts'
import type { Painter } from '../render/paint.ts'
import { structured } from '../render/print.ts'
import { visible } from '../render/visible.ts'
import type { Session } from '../session.ts'
import { wireAfter } from '../wire-after.ts'

export const run: Run<'events'> = async ({ follow }, session) => {
  let wire = await session.wire()
  for (let last: string | undefined; ; ) {
    try {
      for await (const event of watchEvents(wire, { after: last, signal: session.signal })) {
        last = event.id
        await session.screen.write(eventText(event, session))
        if (!follow) return
      }
      wire = await wireAfter(undefined, session)
    } catch (error) {
      wire = await wireAfter(error, session)
    }
  }
}

function eventText({ id: _id, ...event }: NumberedEvent, { format, screen }: Session): string {
  if (format === 'json') return `${JSON.stringify(event)}\n`
  return format === 'yaml' ? `---\n${structured('yaml', event)}` : eventLine(event, screen.paint)
}

/** `12:34:56  instance.state  web  running` */
export function eventLine({ at, kind, subject, details }: Event, paint: Painter): string {
  const time = new Date(at).toTimeString().slice(0, 8)
  const more = Object.entries(details).map(([key, value]) => visible(`${key}=${textOf(value)}`))
  return `${[paint(time, 'faint'), kind.padEnd(17), visible(subject), ...more].join('  ').trimEnd()}\n`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

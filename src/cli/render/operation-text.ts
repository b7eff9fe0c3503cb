import { formatBytes } from '../../kit/bytes.ts'
import type { Operation } from '../../model/operation.ts'
import type { Paint } from './paint.ts'
import { type Look, sections } from './sections.ts'
import type { Column } from './table.ts'
import { ago, shortSpan, span } from './time.ts'
import { visible } from './visible.ts'

const paints: Readonly<Record<Operation['state'], Paint>> = {
  running: 'moving',
  done: 'good',
  failed: 'bad',
  cancelled: 'warning',
}

export function operationColumns(now: Date): readonly Column<Operation>[] {
  return [
    { header: 'ID', text: ({ id }) => id },
    { header: 'KIND', text: ({ kind }) => kind, least: 8 },
    { header: 'TARGET', text: ({ target }) => target, least: 8 },
    { header: 'STATE', text: ({ state }) => state, paint: ({ state }) => paints[state] },
    { header: 'PHASE', text: (operation) => remark(operation), least: 12, expendable: 1 },
    { header: 'TOOK', text: (operation) => took(operation, now), align: 'right', expendable: 2 },
    {
      header: 'AGE',
      text: ({ createdAt }) => shortSpan(createdAt, now),
      plain: ({ createdAt }) => createdAt,
      align: 'right',
      expendable: 3,
    },
  ]
}

/** What a person wants to know of it in one line. */
function remark({ state, phase, progress, problem }: Operation): string {
  if (problem !== null) return problem.title
  if (state !== 'running') return '-'
  const part = progress === null ? '' : `, ${progressText(progress)}`
  return `${phase}${part}`
}

/** `42%`, `120MiB of 300MiB`, `3 of 12`; without a total only what is done. */
export function progressText({ done, total, unit }: NonNullable<Operation['progress']>): string {
  if (unit === 'percent') return `${Math.floor(done)}%`
  const text = (amount: number): string => (unit === 'bytes' ? formatBytes(Math.round(amount)) : String(amount))
  return total === null ? text(done) : `${text(done)} of ${text(total)}`
}

function took({ createdAt, endedAt }: Operation, now: Date): string {
  const end = endedAt === null ? now.getTime() : Date.parse(endedAt)
  const seconds = (end - Date.parse(createdAt)) / 1000
  return seconds < 10 ? `${Math.max(0, seconds).toFixed(1)}s` : span(seconds).replace(/ (\w)\w*$/, '$1')
}

/** What `stroj operation show` prints for people. */
export function operationText(operation: Operation, now: Date, look: Look): string {
  const { id, kind, target, state, createdAt, endedAt, notes, problem, result } = operation
  return sections(
    [
      [
        ['Id', look.paint(id, 'strong')],
        ['Kind', kind],
        ['Target', target],
        ['State', look.paint(state, paints[state])],
        ['Phase', state === 'running' ? remark(operation) : undefined],
        ['Cancel', state === 'running' && !operation.cancellable ? 'not possible' : undefined],
      ],
      [
        ['Notes', notes.map(visible)],
        [
          'Problem',
          problem === null
            ? undefined
            : [visible(problem.title), ...(problem.hint === undefined ? [] : [problem.hint])],
        ],
        ['Result', Object.entries(result ?? {}).map(([key, value]) => visible(`${key}: ${JSON.stringify(value)}`))],
      ],
      [
        ['Begun', `${ago(createdAt, now)} (${createdAt})`],
        ['Ended', endedAt === null ? undefined : `${ago(endedAt, now)} (${endedAt})`],
      ],
    ],
    look,
  )
}

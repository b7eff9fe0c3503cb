import type { Session } from '../session.ts'
import { csv } from './csv.ts'
import { type Column, table } from './table.ts'
import { yaml } from './yaml.ts'

type Printing<T> = {
  readonly columns: readonly Column<T>[]
  /** What `--quiet` prints of each. */
  readonly name: (item: T) => string
  /** What is said on stderr where there is nothing. */
  readonly empty: string
}

/** A list in the wanted format. */
export async function printList<T>(session: Session, items: readonly T[], how: Printing<T>): Promise<void> {
  const { screen, format, headers, quiet } = session
  if (format === 'json' || format === 'yaml') return screen.write(structured(format, items))
  if (quiet) return screen.write(items.map((item) => `${how.name(item)}\n`).join(''))
  if (format === 'csv') return screen.write(csv(how.columns, items, headers))
  if (items.length === 0) return screen.note(how.empty)
  await screen.write(table(how.columns, items, { headers, columns: screen.columns(), paint: screen.paint }))
}

/** One thing: as text for people, or as it is for programs. CSV has no form for it and is printed as JSON. */
export async function printOne<T>(session: Session, value: T, text: (value: T) => string): Promise<void> {
  const { screen, format } = session
  await screen.write(format === 'table' ? text(value) : structured(format === 'csv' ? 'json' : format, value))
}

/** Only for programs: nothing in the format for people. */
export async function printForPrograms(session: Session, value: unknown): Promise<void> {
  if (session.format !== 'table') await printOne(session, value, () => '')
}

export function structured(format: 'json' | 'yaml', value: unknown): string {
  return format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : yaml(value)
}

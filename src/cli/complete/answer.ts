import { commands } from '../commands.ts'
import type { Run } from '../loaders.ts'
import type { Session } from '../session.ts'
import { type Candidate, wantedAt } from './candidates.ts'
import { valuesOf } from './values.ts'

/** The person waits with the finger on the key: what takes longer, in milliseconds, is not offered. */
const deadlineMs = 1500

/** One candidate a line, with a tab before its meaning; `:file` asks the shell for file names. Never fails. */
export const run: Run<'complete'> = async ({ trailing }, session) => {
  const words = trailing.length === 0 ? [''] : trailing
  const current = words.at(-1) ?? ''
  const candidates = await candidatesFor(words, session).catch(() => [])
  const fitting = candidates === 'file' ? [] : candidates.filter(({ value }) => value.startsWith(current))
  const lines = fitting.map(({ value, meaning }) => (meaning === '' ? value : `${value}\t${meaning}`))
  if (candidates === 'file') lines.push(':file')
  await session.screen.write(lines.map((line) => `${line}\n`).join(''))
}

async function candidatesFor(words: readonly string[], session: Session): Promise<readonly Candidate[] | 'file'> {
  const wanted = wantedAt(words, commands)
  if (wanted.kind === 'words') return wanted.candidates
  if (wanted.of === 'file') return 'file'
  const current = (words.at(-1) ?? '').slice(wanted.prefix.length)
  const signal = AbortSignal.any([session.signal, AbortSignal.timeout(deadlineMs)])
  const values = await valuesOf(wanted.of, {
    wire: await session.wireIfRunning(),
    signal,
    command: wanted.command,
    before: plainWords(words.slice(0, -1)).slice(wanted.command.split(' ').length),
    current,
  })
  return values.map(({ value, meaning }) => ({ value: wanted.prefix + value, meaning }))
}

function plainWords(words: readonly string[]): readonly string[] {
  return words.filter((word) => !word.startsWith('-'))
}

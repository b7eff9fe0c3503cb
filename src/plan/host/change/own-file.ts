import type { HostChangeName } from '../../../model/host/change.ts'
import { type Act, program, type Wish, write } from './act.ts'

/** A file by which a change lasts. `before`: what is to be put back when it is taken back, on one line. */
export function ownFileText(name: HostChangeName, before: string | null, lines: readonly string[]): string {
  const head = [`# Made by stroj; \`stroj host fix ${name} --undo\` takes it back.`]
  const memory = before === null ? [] : [`# Before: ${before}`]
  return [...head, ...memory, ...lines].map((line) => `${line}\n`).join('')
}

/** What stood there before, by the file that an earlier change has left. */
export function beforeOf(text: string): string | null {
  return /^# Before: (.+)$/m.exec(text)?.[1] ?? null
}

/** The text of a file of ours that is there. */
export function ownFile({ ownFiles }: Wish, path: string): string | undefined {
  return ownFiles.find((file) => file.path === path)?.text
}

export function makeOwnFile(wish: Wish, reason: string, path: string, text: string): Act {
  const old = ownFile(wish, path)
  const undo = old === undefined ? removal(path) : write('What stood in it before', path, old)
  return { step: write(reason, path, text), undo: [undo] }
}

/** Takes it away; nothing when it is not there. */
export function removeOwnFile(wish: Wish, path: string): readonly Act[] {
  const old = ownFile(wish, path)
  if (old === undefined) return []
  return [{ step: removal(path), undo: [write('The file is put back', path, old)] }]
}

function removal(path: string) {
  return program('The file that made it last is taken away', 'rm', '--force', path)
}

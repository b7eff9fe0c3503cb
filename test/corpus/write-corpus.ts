import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Bases } from './bases.ts'
import type { Row } from './row.ts'
import { rows } from './rows.ts'

/** What the canary file holds; found in an image, a file of the host has leaked. */
export const canaryText = 'stroj canary: no image may hold this line\n'

/** A canary, and beside it the folder in which bases are made. */
export async function makeBases(folder: string): Promise<Bases> {
  const corpus = join(folder, 'corpus')
  const canary = join(folder, 'canary')
  await mkdir(corpus, { recursive: true })
  await writeFile(canary, canaryText.repeat(30_000))
  return new Bases(corpus, canary)
}

/** Writes one file of the corpus and gives its path. */
export async function writeRow({ name, make }: Row, bases: Bases): Promise<string> {
  const path = join(bases.folder, name)
  await writeFile(path, await make(bases))
  return path
}

/** Writes all files of the corpus into a folder. */
export async function writeCorpus(folder: string): Promise<void> {
  const bases = await makeBases(folder)
  for (const row of rows) await writeRow(row, bases)
}

import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileFormat } from '../../src/disk/inspect/inspection.ts'
import type { Bases } from './bases.ts'
import { passGate } from './pass-gate.ts'
import { randomFrom } from './random.ts'
import type { Row } from './row.ts'
import { rows } from './rows.ts'
import type { Traced } from './traced.ts'

export type FuzzResult = {
  readonly files: number
  /** Those that our inspectors had nothing against, so that qemu-img was run on them, traced. */
  readonly inspected: number
  readonly taken: number
  /** What went wrong: another file was opened, or it took too long, or it failed in a way that nobody foresaw. */
  readonly findings: readonly string[]
}

export type FuzzWish = { readonly seed: number; readonly milliseconds: number; readonly folder: string }

/** What one file may take on a busy machine, in milliseconds. */
const deadlineMs = 20_000
/** Where headers are: most changes are made there. */
const headBytes = 2048
const declarations: readonly (FileFormat | undefined)[] = [
  undefined,
  'qcow2',
  'raw',
  'vmdk',
  'vdi',
  'vhd',
  'vhdx',
  'iso',
]
const telling = [0, 1, 2, 3, 4, 7, 8, 16, 31, 63, 64, 127, 128, 255]

/**
 * Files of the corpus with random changes, through the gate until the time is over. Whatever our inspectors let through,
 * qemu-img may open that one file and nothing else.
 */
export async function fuzzGate(bases: Bases, traced: Traced, wish: FuzzWish): Promise<FuzzResult> {
  const random = randomFrom(wish.seed)
  const end = performance.now() + wish.milliseconds
  const small = rows.filter(({ name }) => name !== 'bomb.qcow2')
  const sound = rows.filter(({ expect }) => expect === 'safe')
  const path = join(wish.folder, 'fuzzed')
  const target = join(wish.folder, 'fuzzed.qcow2')
  let [files, inspected, taken] = [0, 0, 0]
  const findings: string[] = []
  while (performance.now() < end) {
    const kind = random(2) === 0 ? small : sound
    const row = kind[random(kind.length)] ?? neverEmpty()
    const bytes = await mutate(row, bases, random)
    await writeFile(path, bytes)
    const declared = random(4) === 0 ? declarations[random(declarations.length)] : row.declared
    const outcome = await passGate(path, declared, target, AbortSignal.timeout(deadlineMs)).catch(String)
    const opened = await traced.opened()
    files += 1
    if (typeof outcome === 'string') findings.push(`${row.name}, file ${files}: ${outcome}`)
    else {
      inspected += outcome.isInspected ? 1 : 0
      taken += outcome.verdict === 'safe' ? 1 : 0
      const strange = opened.filter((other) => other !== outcome.path && other !== target)
      if (strange.length > 0) findings.push(`${row.name}, file ${files}: opened ${strange.join(', ')}`)
    }
  }
  for (const file of [path, target]) await rm(file, { force: true })
  return { files, inspected, taken, findings }
}

/** Some bytes in another way: single ones, whole fields, pieces of another file of the corpus, a shorter file. */
async function mutate(row: Row, bases: Bases, random: (below: number) => number): Promise<Uint8Array> {
  const bytes = Uint8Array.from(await row.make(bases))
  for (let change = random(5); change > 0 && bytes.length > 16; change--) {
    const at = random(3) === 0 ? random(bytes.length) : random(Math.min(headBytes, bytes.length))
    const kind = random(6)
    if (kind <= 2) bytes[at] = random(2) === 0 ? random(256) : (telling[random(telling.length)] ?? 0)
    else if (kind === 3) bytes.fill(random(2) * 255, at, at + 8)
    else if (kind === 4) bytes.copyWithin(at, random(Math.min(headBytes, bytes.length)), 64)
    else bytes.set((await partOf(rows[random(rows.length)] ?? neverEmpty(), bases)).subarray(0, bytes.length - at), at)
  }
  return random(8) === 0 ? bytes.subarray(0, random(bytes.length + 1)) : bytes
}

async function partOf({ name, make }: Row, bases: Bases): Promise<Uint8Array> {
  return name === 'bomb.qcow2' ? new Uint8Array() : (await make(bases)).subarray(0, 512)
}

function neverEmpty(): never {
  throw new RangeError('the corpus has no such row')
}

import { closeSync, openSync, writeSync } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'

/** Bytes at a place of a file. */
export type Piece = { readonly offset: number; readonly bytes: Uint8Array }

/** Where a process has a part of a file in its memory. */
export type Mapping = { readonly start: number; readonly end: number; readonly offset: number }

/**
 * Writes into the private mapping that a process has of a file (proc(5), /proc/PID/mem): the process sees it, the file stays as
 * it is. Rejects with the system's error when the kernel does not allow it (ptrace(2), ptrace access mode).
 */
export async function writeMapped(pid: number, file: string, pieces: readonly Piece[]): Promise<void> {
  if (pieces.length > 0) writeInto(pid, await mappingsOf(pid, file), pieces)
}

/** The same where it is known already where the file lies. At once: it takes some microseconds, and nobody is to come between. */
export function writeInto(pid: number, mappings: readonly Mapping[], pieces: readonly Piece[]): void {
  const places = pieces.map(({ offset, bytes }) => {
    const mapping = mappings.find(
      (each) => offset >= each.offset && offset + bytes.length <= each.offset + each.end - each.start,
    )
    if (!mapping) throw new Error(`process ${pid} has not mapped byte ${offset} of its file`)
    return { address: mapping.start + offset - mapping.offset, bytes }
  })
  writeAddresses(pid, places)
}

/** Writes at addresses of a process. Throws as `writeMapped` rejects. */
export function writeAddresses(
  pid: number,
  places: readonly { readonly address: number; readonly bytes: Uint8Array }[],
): void {
  const memory = openSync(`/proc/${pid}/mem`, 'r+')
  try {
    for (const { address, bytes } of places) writeSync(memory, bytes, 0, bytes.length, address)
  } finally {
    closeSync(memory)
  }
}

/** Where a process has a file privately: what is written to a shared mapping is written to the file. */
export async function mappingsOf(pid: number, file: string): Promise<readonly Mapping[]> {
  const { ino } = await stat(file)
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8')
  return maps.split('\n').flatMap((line): Mapping[] => {
    const [range = '', rights = '', offset = '', , inode] = line.split(/\s+/)
    if (inode !== String(ino) || rights[3] !== 'p') return []
    const [start = 0, end = 0] = range.split('-').map((part) => Number.parseInt(part, 16))
    return [{ start, end, offset: Number.parseInt(offset, 16) }]
  })
}

/** A QEMU that has just begun has some 10 MiB. */
const mostHeapBytes = 256 << 20

/** Addresses in the heap of a process where these bytes begin. Rejects as `writeMapped` does. */
export async function findInHeap(pid: number, bytes: Uint8Array): Promise<readonly number[]> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8')
  const line = maps.split('\n').find((each) => each.endsWith('[heap]')) ?? ''
  const [start = 0, end = 0] = (line.split(' ')[0] ?? '').split('-').map((part) => Number.parseInt(part, 16))
  const memory = await open(`/proc/${pid}/mem`, 'r')
  try {
    const heap = Buffer.alloc(line === '' ? 0 : Math.min(end - start, mostHeapBytes))
    const { bytesRead } = await memory.read(heap, 0, heap.length, start)
    const whole = heap.subarray(0, bytesRead)
    const found: number[] = []
    for (let at = whole.indexOf(bytes); at !== -1; at = whole.indexOf(bytes, at + 1)) found.push(start + at)
    return found
  } finally {
    await memory.close()
  }
}

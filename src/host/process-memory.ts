import { open, readFile, stat } from 'node:fs/promises'

/** Bytes at a place of a file. */
export type Piece = { readonly offset: number; readonly bytes: Uint8Array }

type Mapping = { readonly start: number; readonly end: number; readonly offset: number }

/**
 * Writes into the private mapping that a process has of a file (proc(5), /proc/PID/mem): the process sees it, the file stays as
 * it is. Rejects with the system's error when the kernel does not allow it (ptrace(2), ptrace access mode).
 */
export async function writeMapped(pid: number, file: string, pieces: readonly Piece[]): Promise<void> {
  if (pieces.length === 0) return
  const mappings = await mappingsOf(pid, file)
  const memory = await open(`/proc/${pid}/mem`, 'r+')
  try {
    for (const { offset, bytes } of pieces) {
      const mapping = mappings.find(
        (each) => offset >= each.offset && offset + bytes.length <= each.offset + each.end - each.start,
      )
      if (!mapping) throw new Error(`process ${pid} has not mapped byte ${offset} of ${file}`)
      await memory.write(bytes, 0, bytes.length, mapping.start + offset - mapping.offset)
    }
  } finally {
    await memory.close()
  }
}

/** Private mappings only: what is written to a shared one is written to the file. */
async function mappingsOf(pid: number, file: string): Promise<readonly Mapping[]> {
  const { ino } = await stat(file)
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8')
  return maps.split('\n').flatMap((line): Mapping[] => {
    const [range = '', rights = '', offset = '', , inode] = line.split(/\s+/)
    if (inode !== String(ino) || rights[3] !== 'p') return []
    const [start = 0, end = 0] = range.split('-').map((part) => Number.parseInt(part, 16))
    return [{ start, end, offset: Number.parseInt(offset, 16) }]
  })
}

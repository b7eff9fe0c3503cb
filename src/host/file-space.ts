import { stat } from 'node:fs/promises'

/** How long a file is, and what it takes: holes take nothing. In bytes. */
export async function fileSpace(
  path: string,
): Promise<{ readonly sizeBytes: number; readonly allocatedBytes: number }> {
  const { size, blocks } = await stat(path)
  // Blocks of 512 bytes, whatever the file system has (stat(2)).
  return { sizeBytes: size, allocatedBytes: blocks * 512 }
}

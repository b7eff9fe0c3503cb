import { nodeOfFile } from '../snapshot/node.ts'

type Layer = Readonly<Record<string, unknown>>

/**
 * Files under the one that is written, nearest first, down to what the last one stands on. Each has a name, by which a
 * merge finds it; its file is opened for writing only while one goes on (auto-read-only).
 */
export function frozenLayers(stem: string, files: readonly string[], folder: string, last: Layer | null): Layer | null {
  const [file, ...below] = files
  if (file === undefined) return last
  return {
    'node-name': nodeOfFile(stem, file),
    driver: formatOf(file),
    'read-only': true,
    file: { driver: 'file', filename: `${folder}/${file}`, 'auto-read-only': true },
    ...(formatOf(file) === 'raw' ? {} : { backing: frozenLayers(stem, below, folder, last) }),
  }
}

/** The file of the UEFI variables that is written, and all that it stands on; without its format. */
export function writtenLayer(stem: string, [file = '', ...below]: readonly string[], folder: string): Layer {
  return {
    file: { driver: 'file', filename: `${folder}/${file}` },
    ...(formatOf(file) === 'raw' ? {} : { backing: frozenLayers(stem, below, folder, null) }),
  }
}

/** Of a file of ours: UEFI variables begin as they come with the firmware. */
export function formatOf(file = ''): 'raw' | 'qcow2' {
  return file.endsWith('.fd') ? 'raw' : 'qcow2'
}

import { lstat, readdir } from 'node:fs/promises'

/** What lies below a folder, each on a line: mode, user and group, bytes, path; at most `most` of them. */
export async function treeLines(folder: string, most: number): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const paths = [folder, ...names.map((name) => `${folder}/${name}`)]
  const lines = await Promise.all(paths.slice(0, most).map(lineOf))
  return paths.length > most ? [...lines, `(${paths.length - most} more)`] : lines
}

async function lineOf(path: string): Promise<string> {
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return `gone ${path}`
  return `${found.mode.toString(8).padStart(6, '0')} ${found.uid}:${found.gid} ${found.size} ${path}`
}

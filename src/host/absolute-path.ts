import { dirname, resolve } from 'node:path'

/** `path` as seen from `folder` (itself relative to the working directory). */
export function absolutePath(path: string, folder: string): string {
  return resolve(folder, path)
}

/** The folder that a file lies in. */
export function folderOf(file: string): string {
  return dirname(file)
}

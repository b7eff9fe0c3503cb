import { readTextIfAny } from './files.ts'

/** What a file on disk says; empty when it is not there, or not for us. */
export async function textIfAllowed(path: string): Promise<string> {
  return (await readTextIfAny(path).catch(() => undefined)) ?? ''
}

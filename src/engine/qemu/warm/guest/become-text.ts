import { readBytes } from '../../../../host/files.ts'

/** The program that gives a fork its identity, as it is in the guest. */
export async function becomeText(): Promise<string> {
  return new TextDecoder().decode(await readBytes(`${import.meta.dirname}/become`))
}

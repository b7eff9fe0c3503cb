import { askSecret, canAskPerson } from '../../host/ask-person.ts'
import { readStdin } from '../../host/read-input.ts'
import { UsageError } from '../usage-error.ts'

const maxBytes = 4096

/** The hash of a password that a person types twice, unseen, or that is the first line of standard input. */
export async function askPassword(signal: AbortSignal): Promise<string> {
  const password = canAskPerson() ? await typed(signal) : firstLine(await readStdin(maxBytes, signal))
  if (password === '') throw new UsageError('The password is empty.')
  const { hashPassword } = await import('../../kit/hash-password.ts')
  return hashPassword(password)
}

async function typed(signal: AbortSignal): Promise<string> {
  const first = await askSecret('Password: ', signal)
  if (first !== (await askSecret('Once more: ', signal))) throw new UsageError('The two are not the same.')
  return first
}

function firstLine(bytes: Buffer): string {
  return bytes.toString().split('\n')[0] ?? ''
}

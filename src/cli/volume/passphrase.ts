import { canAskPerson } from '../../host/ask-person.ts'
import { askSecret } from '../../host/ask-secret.ts'
import { readStdin } from '../../host/read-input.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

/** No passphrase is longer, in any writing. */
const mostBytes = 4096

/** A passphrase from the terminal, where it is not shown, or the first line of standard input. Never from an argument. */
export async function readPassphrase(session: Session, volume: string, isNew: boolean): Promise<string> {
  const { input, signal } = session
  if (!input) throw new UsageError('A passphrase is needed.', 'Leave --no-input out, and give it on standard input.')
  if (!canAskPerson()) return firstLine((await readStdin(mostBytes, signal)).toString())
  const given = await askSecret(`${isNew ? 'New passphrase' : 'Passphrase'} of ${volume}: `, signal)
  if (isNew && (await askSecret('The same again: ', signal)) !== given) {
    throw new UsageError('The two passphrases differ.', 'Nothing was changed; try again.')
  }
  return given
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? ''
}

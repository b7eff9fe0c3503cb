import type { RemoteFault } from '../../sdk/client.ts'
import type { Language } from '../text/catalogue.ts'
import { faultWords } from '../text/fault-words.ts'
import { useLanguage } from '../text/use-text.ts'
import { WithCommands } from './with-commands.tsx'

/** What went wrong and what to do. */
export function FaultText({ error }: { readonly error: unknown }) {
  const { message, hint } = wordsOf(error, useLanguage())
  return (
    <>
      <p>{message}</p>
      {hint !== undefined && (
        <p className="app-hint">
          <WithCommands text={hint} />
        </p>
      )}
    </>
  )
}

function wordsOf(error: unknown, language: Language): { readonly message: string; readonly hint?: string | undefined } {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, details, hint } = error as Partial<RemoteFault>
  return faultWords(language, code, details, { message: error.message, hint })
}

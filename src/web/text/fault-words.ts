import type { FaultCode } from '../../model/fault-catalogue.ts'
import type { Language } from './catalogue.ts'
import { croatianFaults } from './fault-hr.ts'

type Told = { readonly message: string; readonly hint?: string | undefined }

type Words = { readonly text: (details: unknown) => string; readonly hint?: (details: unknown) => string }

/** What a fault says in a language; as the daemon says it where there are no other words, or where they do not fit. */
export function faultWords(language: Language, code: string | undefined, details: unknown, told: Told): Told {
  const all: Partial<Record<FaultCode, unknown>> = croatianFaults
  const words = all[code as FaultCode] as Words | undefined
  if (language !== 'hr' || words === undefined) return told
  try {
    const message = words.text(details)
    // Another release of the daemon may tell other details.
    return message.includes('undefined') ? told : { message, hint: words.hint?.(details) ?? told.hint }
  } catch {
    return told
  }
}

import type { FaultCode } from '../../model/fault-catalogue.ts'
import type { Language } from './catalogue.ts'
import { croatianFaults } from './fault-hr.ts'
import { saidWords } from './said-words.ts'

type Told = { readonly message: string; readonly hint?: string | undefined }

type Words = { readonly text: (details: unknown) => string; readonly hint?: (details: unknown) => string }

/** What a fault says in a language; as the daemon says it where there are no other words, or where they do not fit. */
export function faultWords(language: Language, code: string | undefined, details: unknown, told: Told): Told {
  const all: Partial<Record<FaultCode, unknown>> = croatianFaults
  const words = all[code as FaultCode] as Words | undefined
  if (language !== 'hr' || words === undefined) return told
  const said = inCroatian(details)
  try {
    const message = words.text(said)
    // Another release of the daemon may tell other details.
    return message.includes('undefined') ? told : { message, hint: words.hint?.(said) ?? told.hint }
  } catch {
    return told
  }
}

/** Details whose values are sentences; those of others are names. */
const sentences: ReadonlySet<string> = new Set(['reason', 'left', 'message'])

function inCroatian(details: unknown): unknown {
  if (Array.isArray(details)) return details.map(inCroatian)
  if (typeof details !== 'object' || details === null) return details
  return Object.fromEntries(
    Object.entries(details).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && sentences.has(key) ? saidWords('hr', value) : inCroatian(value),
    ]),
  )
}

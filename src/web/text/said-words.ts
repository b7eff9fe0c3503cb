import type { Language } from './catalogue.ts'
import { tell } from './host-words.ts'
import { tellIssue } from './issue-words.ts'
import { tellReason } from './reason-words.ts'

/** What the daemon says, in the words of a language; as it says it where there are no others, as with what QEMU says. */
export function saidWords(language: Language, text: string): string {
  return language === 'hr' ? ((tell(text) ?? tellReason(text) ?? tellIssue(text))?.words ?? text) : text
}

import type { Language } from './catalogue.ts'
import { tell } from './host-words.ts'
import { tellIssue } from './issue-words.ts'
import { tellExplanation } from './explain-words.ts'

/** What the daemon says, in the words of a language; as it says it where there are no others, as with what QEMU says. */
export function saidWords(language: Language, text: string): string {
  return language === 'hr' ? ((tell(text) ?? tellExplanation(text) ?? tellIssue(text))?.words ?? text) : text
}

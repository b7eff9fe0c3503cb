import { use } from 'react'
import { PreferencesContext } from '../app/preferences.tsx'
import { saidWords } from './said-words.ts'
import type { Catalogue, Language, Same } from './catalogue.ts'

/** The words of a part of the app in the language that was chosen. */
export function useText<T>({ en, hr }: Catalogue<T>): Same<T> {
  const language = useLanguage()
  return language === 'hr' ? hr : (en as Same<T>)
}

export function useLanguage(): Language {
  return use(PreferencesContext).language
}

/** What the daemon says, in the language that was chosen. */
export function useSaid(): (text: string) => string {
  const language = useLanguage()
  return (text) => saidWords(language, text)
}

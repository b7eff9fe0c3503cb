import { createContext, type ReactNode, useLayoutEffect, useState } from 'react'
import { type Language, languages } from '../text/catalogue.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** How a person wants to see the app; kept in his browser. */
type Preferences = {
  readonly language: Language
  readonly theme: Theme
  readonly setLanguage: (language: Language) => void
  readonly setTheme: (theme: Theme) => void
}

export const PreferencesContext = createContext<Preferences>({
  language: 'en',
  theme: 'system',
  setLanguage: () => undefined,
  setTheme: () => undefined,
})

export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(() => read('language', languages) ?? browserLanguage())
  const [theme, setTheme] = useState(() => read('theme', themes) ?? 'system')
  useLayoutEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(storageKey('language'), language)
  }, [language])
  useLayoutEffect(() => {
    localStorage.setItem(storageKey('theme'), theme)
    return applyTheme(theme)
  }, [theme])
  return <PreferencesContext value={{ language, theme, setLanguage, setTheme }}>{children}</PreferencesContext>
}

const storageKey = (name: string): string => `stroj.${name}`

function read<T extends string>(name: string, known: readonly T[]): T | undefined {
  const stored = localStorage.getItem(storageKey(name))
  return known.find((one) => one === stored)
}

function browserLanguage(): Language {
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('hr')) ? 'hr' : 'en'
}

/** Also follows the system while that is what was chosen; returns how to stop that. */
function applyTheme(theme: Theme): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const dark = theme === 'dark' || (theme === 'system' && system.matches)
    document.documentElement.classList.toggle('pf-v6-theme-dark', dark)
  }
  apply()
  system.addEventListener('change', apply)
  return () => system.removeEventListener('change', apply)
}

import type { Language } from '../text/catalogue.ts'
import { useLanguage } from '../text/use-text.ts'
import { type Numbers, numbersIn } from './numbers.ts'

const numbers: Readonly<Record<Language, Numbers>> = { en: numbersIn('en'), hr: numbersIn('hr') }

/** How numbers are written in the language that was chosen. */
export function useNumbers(): Numbers {
  return numbers[useLanguage()]
}

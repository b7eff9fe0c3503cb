export const languages = ['en', 'hr'] as const
export type Language = (typeof languages)[number]

type Sentence = (...values: never[]) => string

/** The same keys and the same values to fill in, with other words. */
export type Same<T> = {
  readonly [Key in keyof T]: T[Key] extends string ? string : T[Key] extends Sentence ? T[Key] : Same<T[Key]>
}

/** Everything that a part of the app says, in each language. */
export type Catalogue<T> = { readonly en: T; readonly hr: Same<T> }

/** Joins the languages of a part; one that lacks a word does not compile. */
export function catalogue<const T>(en: T, hr: Same<T>): Catalogue<T> {
  return { en, hr }
}

/** Of Croatian nouns: 1 instanca, 2 instance, 5 instanci; 21 is like 1, and 12 like 5. */
export function croatian(count: number, one: string, few: string, many: string): string {
  const rule = new Intl.PluralRules('hr').select(count)
  return `${count} ${rule === 'one' ? one : rule === 'few' ? few : many}`
}

export function english(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

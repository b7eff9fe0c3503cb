import { croatian } from './catalogue.ts'

/**
 * What others say in English, by its words, in Croatian. `{name}` stands for a value, `[s]` for a letter that may be missing,
 * `{n|one|few|many}` for a number with its noun, and `{~name}` for a value that is itself said in Croatian.
 */
export type Sentences = Readonly<Record<string, string>>

/** What a text says in Croatian, and which of the sentences that took. */
type Told = { readonly words: string; readonly used: readonly string[] }

/** A text as a whole, or sentence by sentence. Undefined where it lacks something. */
export type Teller = (text: string) => Told | undefined

type Rule = { readonly english: string; readonly whole: RegExp; readonly begins: RegExp }

const places = /\{(~?)(\w+)(?:\|([^|}]+)\|([^|}]+)\|([^|}]+))?\}/g

/** Who knows these sentences. They are learned when the first is asked for: most who open the app never ask. */
export function tellerOf(sentences: Sentences): Teller {
  let learned: readonly Rule[] | undefined
  const tell: Teller = (text) => {
    const rules = (learned ??= rulesOf(sentences))
    for (const { english, whole } of rules) {
      const found = whole.exec(text)
      if (found !== null) return fill(english, found.groups ?? {})
    }
    for (const { english, begins } of rules) {
      const { rest_: rest = '', ...values } = begins.exec(text)?.groups ?? {}
      const others = rest === '' ? undefined : tell(rest)
      if (others) return join(fill(english, values), others)
    }
    return undefined
  }
  const fill = (english: string, values: Readonly<Record<string, string>>): Told => {
    const used = [english]
    const words = (sentences[english] ?? english).replaceAll(
      places,
      (_, inner: string, name: string, ...forms: readonly string[]) => {
        const value = values[name] ?? ''
        const [one, few, many] = forms
        if (one !== undefined) return croatian(Number(value), one, few ?? '', many ?? '')
        const told = inner === '' ? undefined : tell(value)
        used.push(...(told?.used ?? []))
        return told?.words ?? value
      },
    )
    return { words, used }
  }
  return tell
}

/** The more of a text a rule says itself, the sooner it is tried. */
function rulesOf(sentences: Sentences): readonly Rule[] {
  return Object.keys(sentences)
    .toSorted((one, other) => lettersOf(other) - lettersOf(one))
    .map((english) => {
      const pattern = patternOf(english)
      return { english, whole: new RegExp(`^${pattern}$`), begins: new RegExp(`^${pattern} (?<rest_>[A-Z\`"/].+)$`) }
    })
}

function lettersOf(english: string): number {
  return english.replaceAll(/\{\w+\}/g, '').length
}

function patternOf(english: string): string {
  return english
    .replaceAll(/[.*+?^$()|\\]/g, String.raw`\$&`)
    .replaceAll('[s]', 's?')
    .replaceAll(/\[(?!s\])/g, String.raw`\[`)
    .replaceAll(/\{(\w+)\}/g, '(?<$1>(?:(?![.] ).)+?)')
}

function join(one: Told, other: Told): Told {
  return { words: `${one.words} ${other.words}`, used: [...one.used, ...other.used] }
}

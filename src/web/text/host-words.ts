import { croatian, type Language } from './catalogue.ts'
import { byHandWords } from './host-hr/by-hand.ts'
import { changeWords } from './host-hr/change.ts'
import { deviceWords } from './host-hr/devices.ts'
import { imageWords } from './host-hr/images.ts'
import { iommuWords } from './host-hr/iommu.ts'
import { kernelWords } from './host-hr/kernel.ts'
import { kvmTriedWords } from './host-hr/kvm-tried.ts'
import { kvmWords } from './host-hr/kvm.ts'
import { memoryWords } from './host-hr/memory.ts'
import { outerWords } from './host-hr/outer.ts'
import { processorWords } from './host-hr/processor.ts'
import { standingWords } from './host-hr/standing.ts'
import { toolWords } from './host-hr/tools.ts'

/**
 * What the daemon says of the host, and why instances and warm images stand as they do, by its English words, in Croatian. `{name}` stands for a value, `[s]` for a letter that may
 * be missing, `{n|one|few|many}` for a number with
 * its noun, and `{~name}` for a value that is itself said in Croatian.
 */
export const croatianHost: Readonly<Record<string, string>> = {
  ...processorWords,
  ...outerWords,
  ...kernelWords,
  ...kvmWords,
  ...kvmTriedWords,
  ...iommuWords,
  ...deviceWords,
  ...memoryWords,
  ...toolWords,
  ...imageWords,
  ...changeWords,
  ...byHandWords,
  ...standingWords,
}

type Rule = { readonly english: string; readonly whole: RegExp; readonly begins: RegExp }
type Told = { readonly words: string; readonly used: readonly string[] }

const places = /\{(~?)(\w+)(?:\|([^|}]+)\|([^|}]+)\|([^|}]+))?\}/g

/** The more of a text a rule says itself, the sooner it is tried. */
const rules: readonly Rule[] = Object.keys(croatianHost)
  .toSorted((one, other) => lettersOf(other) - lettersOf(one))
  .map((english) => {
    const pattern = patternOf(english)
    return { english, whole: new RegExp(`^${pattern}$`), begins: new RegExp(`^${pattern} (?<rest_>[A-Z\`"/].+)$`) }
  })

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

/** In the words of a language; as the daemon says it where there are no others. */
export function hostWords(language: Language, text: string): string {
  return language === 'hr' ? (tell(text)?.words ?? text) : text
}

/** A text as a whole, or sentence by sentence; with what was used of `croatianHost`. Undefined where it lacks something. */
export function tell(text: string): Told | undefined {
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

function join(one: Told, other: Told): Told {
  return { words: `${one.words} ${other.words}`, used: [...one.used, ...other.used] }
}

function fill(english: string, values: Readonly<Record<string, string>>): Told {
  const used = [english]
  const croatianWords = croatianHost[english] ?? english
  const words = croatianWords.replaceAll(places, (_, inner: string, name: string, ...forms: readonly string[]) => {
    const value = values[name] ?? ''
    const [one, few, many] = forms
    if (one !== undefined) return croatian(Number(value), one, few ?? '', many ?? '')
    const told = inner === '' ? undefined : tell(value)
    used.push(...(told?.used ?? []))
    return told?.words ?? value
  })
  return { words, used }
}

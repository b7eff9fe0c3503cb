import { formsOf, leastLength, removed } from './secret-forms.ts'
import { isSecretKey, withoutMarked } from './secret-marks.ts'

/**
 * Takes out of texts what is known to be secret, in every form that it may have there, and what looks like it. Goes through each
 * text once, however many secrets there are.
 */
export class Hider {
  /** Forms by their first characters, of which each has enough. */
  readonly #byStart = new Map<string, string[]>()

  constructor(secrets: Iterable<string>) {
    const forms = new Set([...secrets].flatMap(formsOf))
    for (const form of forms) {
      const start = form.slice(0, leastLength)
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), form])
    }
  }

  text(text: string): string {
    return withoutMarked(this.#withoutKnown(text))
  }

  /** Every text in a value, the names of its keys too. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value)
    if (Array.isArray(value)) return value.map((item) => this.value(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [
        this.text(key),
        typeof field === 'string' && isSecretKey(key) ? removed : this.value(field),
      ]),
    )
  }

  /** Lines of JSON, as the daemon logs them; any other is a text. */
  line(line: string): string {
    if (!line.startsWith('{')) return this.text(line)
    try {
      return JSON.stringify(this.value(JSON.parse(line)))
    } catch {
      return this.text(line)
    }
  }

  /** Where forms overlap, all that any of them covers goes. */
  #withoutKnown(text: string): string {
    const shown: string[] = []
    let hiddenTo = 0
    for (let at = 0; at + leastLength <= text.length; at++) {
      const length = this.#longestAt(text, at)
      if (length > 0 && (at > hiddenTo || shown.length === 0)) shown.push(text.slice(hiddenTo, at))
      if (length > 0) hiddenTo = Math.max(hiddenTo, at + length)
    }
    return [...shown, text.slice(hiddenTo)].join(removed)
  }

  #longestAt(text: string, at: number): number {
    const forms = this.#byStart.get(text.slice(at, at + leastLength)) ?? []
    return Math.max(0, ...forms.filter((form) => text.startsWith(form, at)).map(({ length }) => length))
  }
}

import { formsOf, removed } from './secret-forms.ts'
import { isSecretKey, withoutMarked } from './secret-marks.ts'

/** Takes out of texts what is known to be secret, in every form that it may have there, and what looks like it. */
export class Hider {
  readonly #forms: readonly string[]

  constructor(secrets: Iterable<string>) {
    // The longest first, so that a part does not keep the whole from being found.
    this.#forms = [...new Set([...secrets].flatMap(formsOf))].toSorted((a, b) => b.length - a.length)
  }

  text(text: string): string {
    return withoutMarked(this.#forms.reduce((left, form) => left.replaceAll(form, removed), text))
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
}

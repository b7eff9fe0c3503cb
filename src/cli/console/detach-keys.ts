import { UsageError } from '../usage-error.ts'

/** Bytes of `ctrl-]`, `ctrl-p,ctrl-q` or `a`. Throws UsageError. */
export function parseDetachKeys(text: string): readonly number[] {
  return text.split(',').map((key) => {
    const control = /^ctrl-([a-z@[\\\]^_])$/i.exec(key)?.[1]
    if (control !== undefined) return control.toUpperCase().charCodeAt(0) & 0x1f
    if (/^[\x21-\x7e]$/.test(key)) return key.charCodeAt(0)
    throw new UsageError(
      `"${key}" is no key.`,
      'Write keys as ctrl-LETTER or single characters, with commas: ctrl-p,ctrl-q.',
    )
  })
}

/** `Ctrl-]`, `Ctrl-P Ctrl-Q`: as it stands on the keyboard. */
export function keysText(keys: readonly number[]): string {
  return keys
    .map((key) => (key < 0x20 ? `Ctrl-${String.fromCharCode(key + 0x40)}` : String.fromCharCode(key)))
    .join(' ')
}

/** Finds the detach keys in what is typed. The first of several is held back until it is known what follows. */
export class DetachWatch {
  readonly #keys: readonly number[]
  #matched = 0

  constructor(keys: readonly number[]) {
    this.#keys = keys
  }

  /** What goes to the guest, and whether the keys were seen; what comes after them is dropped. */
  pass(typed: Uint8Array): { readonly bytes: Uint8Array; readonly detach: boolean } {
    const out: number[] = []
    for (const byte of typed) {
      if (byte === this.#keys[this.#matched]) {
        this.#matched += 1
        if (this.#matched === this.#keys.length) return { bytes: Uint8Array.from(out), detach: true }
        continue
      }
      out.push(...this.#keys.slice(0, this.#matched))
      this.#matched = byte === this.#keys[0] ? 1 : 0
      if (this.#matched === 0) out.push(byte)
    }
    return { bytes: Uint8Array.from(out), detach: false }
  }
}

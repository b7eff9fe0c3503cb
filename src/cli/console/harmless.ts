/** Longest control sequence that is passed on, in bytes. */
const longest = 64

const escape = 0x1b
const bell = 0x07
const enquiry = 0x05
const letter = (code: number): boolean => code >= 0x40 && code <= 0x7e

type State = 'text' | 'escape' | 'sequence' | 'string' | 'string-escape' | 'c1'

/** Ends of sequences that a terminal answers as if it were typed: DA, DSR, DECREQTPARM, XTVERSION, DECRQM. */
const query = /(?:[cnx]|>\d*q|\$p)$/

/**
 * What a guest writes, without what could reach beyond its window: strings for the terminal itself (titles, clipboard,
 * links, reports; OSC, DCS, APC, PM, SOS of ECMA-48) and window operations (CSI t). Colours and the cursor stay.
 * Works on bytes as they come, however they were cut.
 */
export class Harmless {
  /** Questions to the terminal are passed on: only when somebody is there who waits for the answer. */
  allowsQueries = false
  #state: State = 'text'
  #held: number[] = []
  #alternate = false

  /** The guest has switched to the alternate screen and not back. */
  get isAlternate(): boolean {
    return this.#alternate
  }

  pass(bytes: Uint8Array): Uint8Array {
    if (this.#state === 'text' && ![escape, 0xc2, enquiry].some((byte) => bytes.includes(byte))) return bytes
    const out: number[] = []
    for (const byte of bytes) this.#take(byte, out)
    return Uint8Array.from(out)
  }

  #take(byte: number, out: number[]): void {
    switch (this.#state) {
      case 'text':
        return this.#text(byte, out)
      case 'escape':
        return this.#escape(byte, out)
      case 'sequence':
        return this.#sequence(byte, out)
      case 'string':
        if (byte === bell) this.#state = 'text'
        else if (byte === escape) this.#state = 'string-escape'
        return
      case 'string-escape':
        // ESC \ ends the string; ESC and anything else ends it too and begins anew.
        this.#state = 'text'
        if (byte !== 0x5c) {
          this.#hold(escape, 'escape')
          this.#take(byte, out)
        }
        return
      case 'c1':
        this.#state = 'text'
        // U+0080 to U+009F are control characters of their own to some terminals.
        if (byte >= 0x80 && byte <= 0x9f) return
        out.push(0xc2)
        return this.#take(byte, out)
    }
  }

  #text(byte: number, out: number[]): void {
    if (byte === escape) this.#hold(byte, 'escape')
    else if (byte === 0xc2) this.#state = 'c1'
    else if (byte !== enquiry || this.allowsQueries) out.push(byte)
  }

  /** What was begun is dropped, and this byte looked at by itself. */
  #breakOff(byte: number, out: number[]): void {
    this.#state = 'text'
    this.#text(byte, out)
  }

  #hold(byte: number, state: State): void {
    this.#held = [byte]
    this.#state = state
  }

  #escape(byte: number, out: number[]): void {
    if (byte === 0x5b && this.#held.length === 1) {
      this.#held.push(byte)
      this.#state = 'sequence'
    } else if (this.#held.length === 1 && [0x5d, 0x50, 0x58, 0x5e, 0x5f].includes(byte)) {
      this.#state = 'string'
    } else if (byte >= 0x20 && byte <= 0x2f && this.#held.length < longest) {
      this.#held.push(byte)
    } else if (byte >= 0x30 && byte <= 0x7e) {
      // ESC Z asks who the terminal is.
      if (byte !== 0x5a || this.#held.length > 1 || this.allowsQueries) out.push(...this.#held, byte)
      this.#state = 'text'
    } else this.#breakOff(byte, out)
  }

  #sequence(byte: number, out: number[]): void {
    if (byte < 0x20 || byte > 0x7e || this.#held.length > longest) return this.#breakOff(byte, out)
    this.#held.push(byte)
    if (!letter(byte)) return
    this.#state = 'text'
    const text = String.fromCharCode(...this.#held.slice(2))
    const screen = /^\?(?:1049|1047|47)([hl])$/.exec(text)?.[1]
    if (screen !== undefined) this.#alternate = screen === 'h'
    if (!text.endsWith('t') && (this.allowsQueries || !query.test(text))) out.push(...this.#held)
  }
}

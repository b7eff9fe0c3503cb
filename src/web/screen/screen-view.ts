import RFB from '@novnc/novnc'
import type { ScreenDoor } from '../../sdk/client.ts'
import type { Stroke } from './layouts.ts'

export type ScreenEnd = { readonly clean: boolean }

/** Guests lose keys that come faster than their keyboard is asked. In milliseconds. */
const betweenKeysMs = 15

/** The screen of a guest, drawn on a canvas in `place`. */
export class ScreenView implements Disposable {
  readonly #rfb: RFB
  readonly #place: HTMLElement

  constructor(
    place: HTMLElement,
    { path, protocols }: ScreenDoor,
    on: { readonly open: () => void; readonly end: (end: ScreenEnd) => void },
  ) {
    this.#place = place
    const address = new URL(path, location.href.replace(/^http/, 'ws'))
    this.#rfb = new RFB(place, address.href, { shared: true, wsProtocols: [...protocols] })
    this.#rfb.background = 'transparent'
    this.#rfb.addEventListener('connect', on.open)
    this.#rfb.addEventListener('disconnect', (event) => on.end({ clean: event.detail.clean }))
  }

  /** `fit`: as large as there is room; else pixel by pixel. */
  show({ fit }: { readonly fit: boolean }): void {
    this.#rfb.scaleViewport = fit
    this.#rfb.clipViewport = false
  }

  focus(): void {
    this.#rfb.focus()
  }

  blur(): void {
    this.#rfb.blur()
  }

  /** Presses these keys one after the other, and lets go of them in reverse. */
  press(codes: readonly string[]): void {
    for (const code of codes) this.#key(code, true)
    for (const code of codes.toReversed()) this.#key(code, false)
  }

  async type(strokes: readonly Stroke[]): Promise<void> {
    for (const { code, held } of strokes) {
      this.press([...held, code])
      await new Promise((resolve) => {
        setTimeout(resolve, betweenKeysMs)
      })
    }
  }

  /** What is seen now, as PNG. */
  photo(): Promise<Blob | null> {
    const canvas = this.#place.querySelector('canvas')
    return new Promise((resolve) => {
      if (canvas) canvas.toBlob(resolve, 'image/png')
      else resolve(null)
    })
  }

  [Symbol.dispose](): void {
    this.#rfb.disconnect()
  }

  /** By its place on the keyboard: which character that gives is the guest's own affair. */
  #key(code: string, down: boolean): void {
    this.#rfb.sendKey(keysyms[code] ?? 0, code, down)
  }
}

/** For servers that do not know places of keys (X11, keysymdef.h). */
const keysyms: Readonly<Record<string, number>> = {
  ControlLeft: 0xffe3,
  AltLeft: 0xffe9,
  AltRight: 0xfe03,
  ShiftLeft: 0xffe1,
  MetaLeft: 0xffeb,
  Delete: 0xffff,
  Backspace: 0xff08,
  Tab: 0xff09,
  Enter: 0xff0d,
  Escape: 0xff1b,
  PrintScreen: 0xff61,
  F1: 0xffbe,
  F2: 0xffbf,
  F3: 0xffc0,
  F4: 0xffc1,
}

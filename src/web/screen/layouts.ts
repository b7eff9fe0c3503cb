/** A key as a keyboard event names it (`code`), and what is held with it. */
export type Stroke = { readonly code: string; readonly held: readonly string[] }
export type Layout = 'us' | 'hr'

const rows = {
  digits: 'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  upper: 'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash',
  home: 'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  lower: 'IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
} as const

/** Of each row what its keys give alone, with Shift and with AltGr; a space stands for nothing. */
type Printed = Readonly<Record<keyof typeof rows, readonly [alone: string, shift: string, altGr: string]>>

/** As xkeyboard-config has them. */
const printed: Readonly<Record<Layout, Printed>> = {
  us: {
    digits: ['`1234567890-=', '~!@#$%^&*()_+', ''],
    upper: ['qwertyuiop[]\\', 'QWERTYUIOP{}|', ''],
    home: ["asdfghjkl;'", 'ASDFGHJKL:"', ''],
    lower: [' zxcvbnm,./', ' ZXCVBNM<>?', ''],
  },
  hr: {
    digits: ["¸1234567890'+", '¨!"#$%&/()=?*', ' ~ ^   `     '],
    upper: ['qwertzuiopšđž', 'QWERTZUIOPŠĐŽ', '\\|€       ÷×¤'],
    home: ['asdfghjklčć', 'ASDFGHJKLČĆ', '   []  łŁ ß'],
    lower: ['<yxcvbnm,.-', '>YXCVBNM;:_', '|   @{}§   '],
  },
}

const holds = [[], ['ShiftLeft'], ['AltRight']] as const

/** Which key gives each character on a keyboard of that layout. */
export function strokesOf(layout: Layout): ReadonlyMap<string, Stroke> {
  const strokes = new Map<string, Stroke>([
    [' ', { code: 'Space', held: [] }],
    ['\n', { code: 'Enter', held: [] }],
    ['\t', { code: 'Tab', held: [] }],
  ])
  for (const [row, levels] of Object.entries(printed[layout])) {
    const codes = rows[row as keyof typeof rows].split(' ')
    for (const [level, characters] of levels.entries()) {
      for (const [index, character] of Array.from(characters).entries()) {
        const [code, held] = [codes[index], holds[level]]
        if (character === ' ' || code === undefined || held === undefined || strokes.has(character)) continue
        strokes.set(character, { code, held })
      }
    }
  }
  return strokes
}

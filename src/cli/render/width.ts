/** Columns that a text takes on a terminal (Unicode UAX 11: wide characters take two, marks none). */
export function displayWidth(text: string): number {
  // Latin letters, arrows and the ellipsis: all that most tables hold, and no reason to load the tables of Unicode.
  if (/^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2190-\u21ff\u2026]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** At most `columns` wide, with an ellipsis where something was cut off. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  let width = 0
  let kept = ''
  for (const character of text) {
    width += characterWidth(character)
    if (width > columns - 1) break
    kept += character
  }
  return columns < 1 ? '' : `${kept}…`
}

export function pad(text: string, columns: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, columns - displayWidth(text)))
  return align === 'left' ? text + space : space + text
}

const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]$/u

function characterWidth(character: string): number {
  if (invisible.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

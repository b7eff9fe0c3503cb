/**
 * A text that others have written (a guest, QEMU, a label), with control characters made visible, so that it cannot
 * move the cursor or answer for the person at the terminal. Line ends and tabs become spaces.
 */
export function visible(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(
      /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}

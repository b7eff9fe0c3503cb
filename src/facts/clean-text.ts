const longest = 100

/** Text that somebody else chose, such as what a USB device calls itself: on one line, bounded, nothing in it that steers a terminal. */
export function cleanText(text: string): string {
  return text
    .slice(0, longest * 4)
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, longest)
}

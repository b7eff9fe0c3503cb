/** What is said of a program that does not tell its version. */
const unknownVersion = 'unknown'

/** From "QEMU emulator version 7.2.22 (Debian …)" and "qemu-img version 7.2.22 (…)". */
export function parseQemuVersion(text: string): string {
  return /\bversion (\d+(?:\.\d+){1,3})/.exec(text)?.[1] ?? unknownVersion
}

/** From "passt 0.0~git20250503.587980c-2+b1" or "passt 2025_05_03.587980c"; some builds say "passt unknown version". */
export function parsePasstVersion(text: string): string {
  return /^passt (\d\S*)/m.exec(text)?.[1] ?? unknownVersion
}

/** Whether a version is older than another, by its numbers. What cannot be read is not called old. */
export function isOlder(version: string, than: string): boolean {
  if (!/^\d/.test(version)) return false
  const [left, right] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)))
  for (const [index, wanted] of (right ?? []).entries()) {
    const found = left?.[index] ?? 0
    if (found !== wanted) return found < wanted
  }
  return false
}

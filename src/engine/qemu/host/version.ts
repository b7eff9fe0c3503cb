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

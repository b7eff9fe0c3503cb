/** `['query-status', 'return']` → `QueryStatusReturn`. */
export function constantName(path: readonly string[]): string {
  return path
    .flatMap((part) => part.toLowerCase().split(/[^a-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

export function quoted(text: string): string {
  return `'${text}'`
}

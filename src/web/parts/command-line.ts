/** Program and arguments as one types them into a shell; options begin on lines of their own when there are many. */
export function commandLine(command: readonly string[]): string {
  const words = command.map(quoted)
  const line = words.join(' ')
  if (line.length <= 100) return line
  return words
    .map((word, index) => (index === 0 ? word : word.startsWith('-') ? ` \\\n  ${word}` : ` ${word}`))
    .join('')
}

/** For POSIX shells (XCU 2.2.2). */
function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

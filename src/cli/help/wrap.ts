/** Lines of at most `width` characters, broken between words. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Names on the left, texts wrapped beside them. A name that is too long stands on a line of its own. */
export function twoColumns(
  rows: readonly (readonly [name: string, text: string])[],
  { indent, nameWidth, width }: { readonly indent: number; readonly nameWidth: number; readonly width: number },
): readonly string[] {
  const space = ' '.repeat(indent)
  const hanging = ' '.repeat(indent + nameWidth)
  return rows.flatMap(([name, text]) => {
    const [first = '', ...more] = wrap(text, Math.max(20, width - hanging.length))
    const fits = name.length <= nameWidth - 2
    const head = fits ? [`${space}${name.padEnd(nameWidth)}${first}`] : [`${space}${name}`, `${hanging}${first}`]
    return [...head, ...more.map((line) => `${hanging}${line}`)].map((line) => line.trimEnd())
  })
}

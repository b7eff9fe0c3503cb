const cell = { width: 8.43, height: 19 }
const margin = 16
const titleBar = 30

/** Colours of SGR 30 to 37 and 90 to 97 (ECMA-48, xterm), on a dark ground. */
const colours: Readonly<Record<string, string>> = {
  30: '#484f58',
  31: '#ff7b72',
  32: '#3fb950',
  33: '#d29922',
  34: '#58a6ff',
  35: '#bc8cff',
  36: '#39c5cf',
  37: '#b1bac4',
  90: '#8b949e',
}

/** Written with its code point: a control character has no place in a source file. */
const sgr = new RegExp(`${String.fromCodePoint(27)}\\[([\\d;]*)m`)

type Style = { readonly colour?: string; readonly bold?: boolean; readonly faint?: boolean }

/** A picture of what a terminal shows: text with SGR colours, one line each. */
export function terminalSvg(title: string, lines: readonly string[], columns: number): string {
  const width = Math.ceil(columns * cell.width + 2 * margin)
  const height = Math.ceil(lines.length * cell.height + 2 * margin + titleBar)
  const rows = lines.map((line, index) => {
    const y = titleBar + margin + index * cell.height + 13
    return `<text x="${margin}" y="${y}" xml:space="preserve">${spans(line)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<circle cx="20" cy="16" r="5" fill="#ff5f57"/><circle cx="38" cy="16" r="5" fill="#febc2e"/><circle cx="56" cy="16" r="5" fill="#28c840"/>
<text x="50%" y="20" text-anchor="middle" fill="#8b949e" font-family="sans-serif" font-size="12">${escapeXml(title)}</text>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3">
${rows.join('\n')}
</g>
</svg>
`
}

function spans(line: string): string {
  let style: Style = {}
  let svg = ''
  // Text and SGR sequences in turn.
  for (const [index, part] of line.split(sgr).entries()) {
    if (index % 2 === 1) style = restyle(style, part)
    else if (part !== '') svg += `<tspan${attributes(style)}>${escapeXml(part)}</tspan>`
  }
  return svg
}

function restyle(before: Style, codes: string): Style {
  return codes.split(';').reduce((style, code): Style => {
    if (code === '' || code === '0') return {}
    if (code === '1') return { ...style, bold: true }
    if (code === '2') return { ...style, faint: true }
    if (code === '22') return { ...style, bold: false, faint: false }
    if (code === '39') {
      const { colour: _colour, ...rest } = style
      return rest
    }
    const colour = colours[code]
    return colour === undefined ? style : { ...style, colour }
  }, before)
}

function attributes({ colour, bold, faint }: Style): string {
  const fill = colour ?? (faint ? '#8b949e' : undefined)
  return `${fill === undefined ? '' : ` fill="${fill}"`}${bold ? ' font-weight="bold"' : ''}`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

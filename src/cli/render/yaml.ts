/** YAML 1.2 for plain data (what JSON can say), without loading a YAML library: block style, JSON strings where needed. */
export function yaml(value: unknown): string {
  return `${block(value, 0).replace(/^\n/, '')}\n`
}

function block(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth)
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []'
    return value.map((item: unknown) => `\n${indent}- ${listItem(item, depth)}`).join('')
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
    if (entries.length === 0) return ' {}'
    return entries.map(([key, inner]) => `\n${indent}${scalar(key)}:${block(inner, depth + 1)}`).join('')
  }
  return ` ${scalar(value)}`
}

/** The first key of an object stands beside its dash. */
function listItem(value: unknown, depth: number): string {
  return block(value, depth + 1).replace(/^\s+/, '')
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null'
  const plain = /^[A-Za-z_/][\w./@-]*(?: [\w./@()-]+)*$/.test(value)
  return plain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value) ? value : JSON.stringify(value)
}

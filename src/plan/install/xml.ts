/** An element with other elements or with a text in it. */
export type Xml = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly content: readonly Xml[] | string
}

export function element(name: string, attributes: Readonly<Record<string, string>>, content: Xml['content']): Xml {
  return { name, attributes, content }
}

/** A whole document. Names are ours; texts and values of attributes are anybody's. */
export function xmlText(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${written(root, '')}`
}

function written({ name, attributes, content }: Xml, indent: string): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const begin = `${indent}<${name}${words.join('')}>`
  if (typeof content === 'string') return `${begin}${escaped(content)}</${name}>\n`
  const inner = content.map((child) => written(child, `${indent}  `)).join('')
  return `${begin}\n${inner}${indent}</${name}>\n`
}

/** XML 1.0, 2.4 and 3.3.3. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

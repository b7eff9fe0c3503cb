import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** Attributes that people read or hear. */
const spoken: ReadonlySet<string> = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'content',
  'description',
  'hint',
  'label',
  'placeholder',
  'screenReaderText',
  'text',
  'title',
  'titleText',
  'toggleText',
  'verb',
])

/** Names and examples of things that are called the same in every language. */
const sameEverywhere: ReadonlySet<string> = new Set(['stroj', 'role=web', '/srv/disk.qcow2', 'qcow2', 'raw', 'virtio'])

export type Look = { readonly files: number; readonly findings: readonly string[] }

/** Finds words that the web app says without its catalogue, as `file:line: words`. */
export function lookAtWebText(root: string): Look {
  const files = globSync('src/web/**/*.tsx', { cwd: root }).toSorted()
  return { files: files.length, findings: files.flatMap((file) => wordsIn(root, file)) }
}

function wordsIn(root: string, file: string): readonly string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const findings: string[] = []
  const look = (start: number, text: string): void => {
    const words = text.trim()
    if (!/\p{L}/u.test(words) || sameEverywhere.has(words)) return
    findings.push(`${file}:${source.slice(0, start).split('\n').length}: ${words}`)
  }
  new Visitor({
    JSXText: ({ start, value }) => look(start, value),
    JSXExpressionContainer: ({ start, expression }) => {
      if (expression.type === 'Literal' && typeof expression.value === 'string') look(start, expression.value)
    },
    JSXAttribute: ({ start, name, value }) => {
      const isSpoken = name.type === 'JSXIdentifier' && spoken.has(name.name)
      if (isSpoken && value?.type === 'Literal' && typeof value.value === 'string') look(start, value.value)
    },
  }).visit(parseSync(file, source).program)
  return findings
}

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

const literal = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|${'`'}(?:[^${'`'}\\]|\\.)*${'`'}`

/** A place in a sentence that the program fills in, with braces inside of it at most once. */
const filledIn = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g

/**
 * The sentences that source files give to one of some names, as in `reason: 'it is empty'` or `return 'it is empty'`, with `7` where
 * a value is filled in. `files`: globs below src, of which those that `except` fits are left out.
 */
export function saidInSource(files: readonly string[], before: string, except = /^$/): readonly string[] {
  const given = new RegExp(
    `(?:${before})\\s*(?:[^\\n'"\`]{0,80}\\?\\s*)?(?<one>${literal})(?:\\s*:\\s*(?<other>${literal}))?`,
    'g',
  )
  const paths = globSync(files.map((file) => join(root, 'src', file))).filter((path) => !except.test(path))
  const texts = paths.map((path) => readFileSync(path, 'utf8'))
  const found = texts.flatMap((text) =>
    [...text.matchAll(given)].flatMap(({ groups }) => [groups?.['one'], groups?.['other']]),
  )
  return [...new Set(found.flatMap((text) => (text === undefined ? [] : plain(text.slice(1, -1)))))]
}

function plain(text: string): string {
  return text.replaceAll(filledIn, '7').replaceAll(/\\(['"`])/g, '$1')
}

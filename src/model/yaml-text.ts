import { Lexer, LineCounter, type Node, isAlias, isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml'

/** Both count from 1. */
export type Position = { readonly line: number; readonly column: number }
/** What is wrong with a text, and where. */
export type YamlIssue = Position & { readonly message: string }
/** The way to a value: keys of mappings, indexes of lists. */
export type Path = readonly (string | number)[]
/** A text that was read, or what is wrong with it. */
export type Yaml =
  | {
      readonly ok: true
      readonly value: unknown
      /** Where the key or the value at a path stands; of what is not there, the nearest that is around it. */
      readonly locate: (path: Path, about: 'key' | 'value') => Position
    }
  | { readonly ok: false; readonly issues: readonly YamlIssue[] }

const maxBytes = 256 * 1024
const maxDepth = 32

/**
 * Reads one YAML 1.2 document (JSON is YAML too) of at most 256 KiB, from anybody: no aliases, merge keys, tags or
 * directives, no key twice, nothing nested deeper than 32. Never throws.
 */
export function parseYaml(text: string): Yaml {
  const refused = refuseAtOnce(text)
  if (refused !== undefined) return { ok: false, issues: [{ line: 1, column: 1, message: refused }] }

  const counter = new LineCounter()
  // The library looks for repeated keys in quadratic time; `Reader` does so in linear time.
  const options = {
    lineCounter: counter,
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
  } as const
  const document = parseDocument(text, options)
  const reader = new Reader((offset) => toPosition(counter, offset))
  for (const { message, pos } of [...document.errors, ...document.warnings]) {
    reader.refuse(pos[0], plainly(message))
  }
  if (reader.issues.length > 0) return { ok: false, issues: reader.issues }

  const value = reader.read(document.contents, 0)
  if (reader.issues.length > 0) return { ok: false, issues: reader.issues }
  return { ok: true, value, locate: (path, about) => toPosition(counter, offsetOf(document.contents, path, about)) }
}

/** Block style, two spaces, no line folding. */
export function stringifyYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** What must be known before the parser sees the text: it takes seconds for a few hundred KiB of brackets. */
function refuseAtOnce(text: string): string | undefined {
  if (text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes) {
    return `the text has more than ${maxBytes / 1024} KiB`
  }
  let depth = 0
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('%')) return 'directives (lines that begin with %) are not supported'
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    if (depth > maxDepth) return tooDeep
  }
  return undefined
}

const tooDeep = `this is nested deeper than ${maxDepth} levels`

/** Makes plain values of nodes, and notes what is not allowed. */
class Reader {
  readonly issues: YamlIssue[] = []
  readonly #locate: (offset: number) => Position

  constructor(locate: (offset: number) => Position) {
    this.#locate = locate
  }

  refuse(offset: number, message: string): undefined {
    this.issues.push({ ...this.#locate(offset), message })
  }

  read(node: unknown, depth: number): unknown {
    if (depth > maxDepth) return this.refuse(startOf(node), tooDeep)
    if (isAlias(node)) return this.refuse(startOf(node), 'aliases (*name) are not supported')
    if (isScalar(node)) return node.value
    if (isSeq(node)) return node.items.map((item) => this.read(item, depth + 1))
    if (isMap(node)) return this.#mapping(node.items, depth)
    return null
  }

  #mapping(items: readonly { readonly key: unknown; readonly value: unknown }[], depth: number): unknown {
    const entries = new Map<string, unknown>()
    for (const { key, value } of items) {
      const name = keyText(key)
      if (name === undefined) this.refuse(startOf(key ?? value), 'a key must be a plain text')
      else if (name === '__proto__') this.refuse(startOf(key), 'the key __proto__ is not allowed')
      else if (entries.has(name)) this.refuse(startOf(key), `the key ${name} is there twice`)
      else entries.set(name, this.read(value, depth + 1))
    }
    return Object.fromEntries(entries)
  }
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined
  return typeof key.value === 'string' ? key.value : key.source
}

function offsetOf(contents: unknown, path: Path, about: 'key' | 'value'): number {
  let [node, offset] = [contents, startOf(contents)]
  for (const [index, part] of path.entries()) {
    const pair = isMap(node) ? node.items.find(({ key }) => keyText(key) === part) : undefined
    const next = isSeq(node) ? node.items[Number(part)] : pair?.value
    if (pair) offset = startOf(pair.key)
    const wantsKey = about === 'key' && index === path.length - 1
    // An empty value has no place of its own.
    if (next !== undefined && next !== null && !wantsKey && !isEmpty(next)) offset = startOf(next)
    node = next
  }
  return offset
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.source === ''
}

function startOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0
}

function toPosition(counter: LineCounter, offset: number): Position {
  const { line, col } = counter.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function plainly(message: string): string {
  if (message.startsWith('Source contains multiple documents')) return 'there must be only one document'
  const [first = message] = message.split('\n')
  return `this is not valid YAML: ${first.replace(/ at line \d+.*$/, '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())}`
}

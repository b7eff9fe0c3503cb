import { damaged, type Objection, type Reference } from './inspection.ts'

/** What the text of a vmdk file says of other files, and what of it may not be. */
export type VmdkDescriptor = {
  readonly refersTo: readonly Reference[]
  readonly objections: readonly Objection[]
}

type Extent = { readonly type: string; readonly name: string }

const mostReferences = 16
const extentLine = /^(?:RW|RDONLY|NOACCESS) \d+ ([A-Z]+)(?: "([^"]*)")?(?: \d+)*$/
const settingLine = /^([\w.]+)\s*=\s*"?([^"]*)"?$/
const alone: ReadonlySet<string> = new Set(['monolithicSparse', 'streamOptimized'])

/** Reads the text inside of a sparse file: it may name one extent, itself, and no parent. Every line has to be understood. */
export function readOwnDescriptor(text: string): VmdkDescriptor {
  const lines = linesOf(text)
  const [settings, extents] = [settingsOf(lines), extentsOf(lines)]
  const isStrange = lines.some((line) => !extentLine.test(line) && !settingLine.test(line))
  const isItself = extents.length === 1 && extents.every(({ type, name }) => type === 'SPARSE' && !name.includes('/'))
  return {
    refersTo: [...(isItself ? [] : referencesTo(extents)), ...parentOf(settings)],
    objections: [
      ...(isStrange ? [damaged('its descriptor has a line that is not understood')] : []),
      ...objectToType(settings),
      ...(isItself ? [] : [damaged('its descriptor does not name this file alone')]),
    ],
  }
}

/** Reads a file that is nothing but text: its disk lies in other files, whatever it says of them. */
export function readLoneDescriptor(text: string): VmdkDescriptor {
  const lines = linesOf(text)
  const settings = settingsOf(lines)
  return {
    refersTo: [...referencesTo(extentsOf(lines)), ...parentOf(settings)],
    objections: [{ kind: 'format', reason: 'it is only the description of a disk, which lies in other files' }],
  }
}

/** Up to the first zero, without comments and empty lines. */
function linesOf(text: string): readonly string[] {
  return (text.split('\0', 1)[0] ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function settingsOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = lines.map((line) => settingLine.exec(line)).filter((match) => match !== null)
  return new Map(found.map(([, key = '', value = '']) => [key, value]))
}

function extentsOf(lines: readonly string[]): readonly Extent[] {
  const found = lines.map((line) => extentLine.exec(line)).filter((match) => match !== null)
  return found.map(([, type = '', name = '']) => ({ type, name }))
}

function referencesTo(extents: readonly Extent[]): readonly Reference[] {
  return extents.slice(0, mostReferences).map(({ name }) => ({ kind: 'extent', name }))
}

/** A difference names its parent by a path, by the identity of its content (CID), or by both. */
function parentOf(settings: ReadonlyMap<string, string>): readonly Reference[] {
  const [name, identity = 'ffffffff'] = [settings.get('parentFileNameHint'), settings.get('parentCID')]
  return name === undefined && identity === 'ffffffff' ? [] : [{ kind: 'parent', name: name ?? '' }]
}

function objectToType(settings: ReadonlyMap<string, string>): readonly Objection[] {
  const type = settings.get('createType') ?? ''
  if (alone.has(type)) return []
  return [{ kind: 'format', reason: `its kind of vmdk is not taken (createType "${type.slice(0, 40)}")` }]
}

import { type Digest, digestFrom } from '../download/digest.ts'

export type ListedFile = { readonly name: string; readonly digest: Digest }

/**
 * The files of a list of digests: lines of sha256sum(1), `HEX  NAME` or `HEX *NAME`, or of BSD, `SHA256 (NAME) = HEX`; a
 * line with a digest alone is of `only`. Other lines, as a signature has, are passed over. A name with a folder before
 * it is that of the file alone.
 */
export function parseDigestList(text: string, only: string): readonly ListedFile[] {
  return text.split('\n').flatMap((line) => {
    const found = parseLine(line.trim(), only)
    const digest = digestFrom(found?.hex ?? '')
    return found === undefined || digest === undefined ? [] : [{ name: found.name.replace(/^.*\//, ''), digest }]
  })
}

function parseLine(line: string, only: string): { readonly hex: string; readonly name: string } | undefined {
  const [, name, hex] = /^SHA(?:256|512) \((.{1,255})\) = ([0-9a-fA-F]+)$/.exec(line) ?? []
  if (name !== undefined && hex !== undefined) return { hex, name }
  const [, sum, file] = /^([0-9a-fA-F]{64,128})(?:[ \t]+\*?(.{1,255}))?$/.exec(line) ?? []
  return sum === undefined ? undefined : { hex: sum, name: file ?? only }
}

/** The file of a name in which `*` stands for digits and dots; of several the one with the highest numbers. */
export function newest(files: readonly ListedFile[], pattern: string): ListedFile | undefined {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[?.+^${}()|[\]\\]/g, '\\$&'))
  const fits = new RegExp(`^${parts.join('[0-9.]*')}$`)
  return files.filter(({ name }) => fits.test(name)).toSorted((a, b) => byNumbers(b.name, a.name))[0]
}

/** 12.9 comes before 12.10. */
function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

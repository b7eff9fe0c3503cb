import { joinBytes } from './join-bytes.ts'

/** A file of an archive; a relative path of at most 255 bytes, of whose last part at most 100. */
export type TarEntry = { readonly path: string; readonly bytes: Uint8Array }

const block = 512
const encoder = new TextEncoder()

/** An archive of files that only their owner may read (POSIX.1-1988, "ustar"). `at`: the time of all of them. */
export function tar(entries: readonly TarEntry[], at: Date): Uint8Array {
  const seconds = Math.floor(at.getTime() / 1000)
  const members = entries.flatMap(({ path, bytes }) => [
    header(path, bytes.length, seconds),
    bytes,
    new Uint8Array((block - (bytes.length % block)) % block),
  ])
  return joinBytes([...members, new Uint8Array(2 * block)])
}

function header(path: string, size: number, seconds: number): Uint8Array {
  const [prefix, name] = halves(path)
  const bytes = new Uint8Array(block)
  const put = (text: string, offset: number) => bytes.set(encoder.encode(text), offset)
  put(name, 0)
  put(octal(0o600, 8), 100)
  put(octal(0, 8), 108)
  put(octal(0, 8), 116)
  put(octal(size, 12), 124)
  put(octal(seconds, 12), 136)
  // The sum is taken as if it were of spaces itself.
  put('        0', 148)
  put('ustar\x0000', 257)
  put(prefix, 345)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  put(`${octal(sum, 7)} `, 148)
  return bytes
}

/** Digits and a final zero. */
function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`
}

/** Long paths are split at a slash. */
function halves(path: string): readonly [prefix: string, name: string] {
  const fits = (text: string, most: number) => encoder.encode(text).length <= most
  if (fits(path, 100)) return ['', path]
  const slash = path.lastIndexOf('/')
  const [prefix, name] = [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)]
  if (!fits(prefix, 155) || !fits(name, 100)) throw new RangeError(`this path does not fit into an archive: ${path}`)
  return [prefix, name]
}

/** The first web address of a Debian mirror in files of apt, in either of their forms (sources.list(5)); comments do not count. */
export function findDebianMirror(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => /^\s*(?:deb\s|URIs:)/i.test(line))
  return lines.flatMap((line) => line.split(/\s+/)).find((word) => /^https?:\/\/\S*debian/i.test(word))
}

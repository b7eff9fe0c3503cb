/** An address as `lspci` writes it, without the domain, is that of the first domain. */
export function pciAddress(word: string): string {
  return /^[0-9a-f]{2}:/i.test(word) ? `0000:${word.toLowerCase()}` : word.toLowerCase()
}

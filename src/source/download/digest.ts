/** What a file must be: `hex` is in lower case and as long as the algorithm makes it. */
export type Digest = { readonly algorithm: 'sha256' | 'sha512'; readonly hex: string }

/** A digest by its length alone; undefined for what is none. */
export function digestFrom(text: string): Digest | undefined {
  const hex = text.toLowerCase()
  if (!/^[0-9a-f]+$/.test(hex)) return undefined
  if (hex.length === 64) return { algorithm: 'sha256', hex }
  return hex.length === 128 ? { algorithm: 'sha512', hex } : undefined
}

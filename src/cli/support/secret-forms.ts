/** What stands where something was taken out. */
export const removed = '(removed)'

/** In characters. Shorter ones, and words as people write them, are in too many texts that have nothing to do with them. */
export const leastLength = 8

/** The parts of a text that may be a secret by themselves, and the text as a whole. */
export function secretsIn(text: string): readonly string[] {
  const words = text.split(/[\s'"`=:;,|&<>()@/?#\\]+/)
  // The parts of a hash (crypt(5)).
  const parts = text.startsWith('$') ? text.split('$') : []
  return [...new Set([text, text.trim(), ...words, ...parts])].filter(
    (part) => part.length >= leastLength && !isWord(part),
  )
}

function isWord(text: string): boolean {
  return /^[a-z][a-z-]*$/.test(text)
}

/** How a secret may look in a text: itself, quoted for JSON, a shell, QEMU or a URL, in Base64, and in hex. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  const escaped = encodeURIComponent(secret.toWellFormed())
  const quoted = JSON.stringify(secret).slice(1, -1)
  const forms = [
    secret,
    quoted,
    JSON.stringify(quoted).slice(1, -1),
    secret.replaceAll("'", String.raw`'\''`),
    secret.replaceAll(',', ',,'),
    escaped,
    escaped.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    escaped.replaceAll('%20', '+'),
    bytes.toString('hex'),
    ...[0, 1, 2].flatMap((before) => insideBase64(bytes, before)),
  ]
  return [...new Set(forms)].filter((form) => form.length >= leastLength)
}

/** The characters that are the same whatever stands around it, when `before` bytes of its group of three come first. */
function insideBase64(bytes: Buffer, before: number): readonly string[] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  const from = Math.ceil((before * 8) / 6)
  const form = whole.slice(from, Math.floor(((before + bytes.length) * 8) / 6))
  return [form, form.replaceAll('+', '-').replaceAll('/', '_')]
}

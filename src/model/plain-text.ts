import * as z from 'zod'

/** No NUL, CR, LF or other control characters: paths and labels travel into other programs' arguments. */
export const plainText = z.string().regex(/^[^\p{Cc}]*$/u, { error: 'control characters are not allowed' })

/** A path of the host, as a person wrote it. */
export const FilePath = plainText.min(1).max(4096)

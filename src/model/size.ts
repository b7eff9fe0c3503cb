import * as z from 'zod'
import { byteUnits, parseBytes } from '../kit/bytes.ts'

/** People leave out the unit of 2 (GiB) or of 512 (MiB). */
const likelyUnit = (count: number) => (count < 64 ? 'GiB' : 'MiB')

/** A size: bytes as an integer, or a text with its unit (`2GiB`). Always bytes after parsing. */
export const Size = z
  .union([z.int().nonnegative(), z.string()])
  .meta({ examples: ['2GiB', 2147483648] })
  .transform((value, context) => {
    if (typeof value === 'number') return value
    const bytes = parseBytes(value)
    if (bytes !== undefined) return bytes
    const what = `"${value}" is not a size with a unit (${byteUnits})`
    const isBare = /^\s*\d+(\.\d+)?\s*$/.test(value)
    const near = isBare ? `; did you mean ${value.trim()}${likelyUnit(Number(value))}?` : ''
    context.addIssue({ code: 'custom', message: what + near })
    return z.NEVER
  })

import * as z from 'zod'

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** A span of time: seconds as an integer, or a text with its unit (`30m`). Always seconds after parsing. */
export const Duration = z
  .union([z.int().nonnegative(), z.string()])
  .meta({ examples: ['1h', 3600] })
  .transform((value, context) => {
    if (typeof value === 'number') return value
    const { count, unit } = /^\s*(?<count>\d{1,9})\s*(?<unit>[smhd])\s*$/.exec(value)?.groups ?? {}
    if (count !== undefined) return Number(count) * seconds[unit as keyof typeof seconds]
    context.addIssue({ code: 'custom', message: `"${value}" is not a time with a unit (s, m, h, d), such as 30m` })
    return z.NEVER
  })

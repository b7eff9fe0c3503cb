import * as z from 'zod'

/** What a caller may do: `full` is as good as the account that the daemon runs as, `read` looks and changes nothing. */
export const Role = z.enum(['full', 'read'])
export type Role = z.infer<typeof Role>

/** Who or what a token is for; named as instances are. */
export const TokenName = z
  .string()
  .regex(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
    error: 'a token has a name of 1 to 63 of a-z, 0-9 and dash, that begins with a letter and does not end with a dash',
  })
  .brand<'TokenName'>()
export type TokenName = z.infer<typeof TokenName>

/** A token as it is shown: never the secret, which nobody keeps. */
export const Token = z.strictObject({
  name: TokenName,
  role: Role,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable().describe('null: never'),
})
export type Token = z.infer<typeof Token>

const tenYearsSeconds = 10 * 366 * 86_400

export const TokenCreate = z.strictObject({
  name: TokenName,
  role: Role.default('full'),
  lifetimeSeconds: z
    .int()
    .min(1)
    .max(tenYearsSeconds)
    .nullable()
    .default(null)
    .describe('how long it is good for; null: until it is deleted'),
})
export type TokenCreate = z.infer<typeof TokenCreate>

/** The only time that the secret is told. */
export const NewToken = z.strictObject({
  token: Token,
  secret: z.string().describe('what goes after `Authorization: Bearer`'),
})
export type NewToken = z.infer<typeof NewToken>

export const TokenListing = z.strictObject({ items: z.array(Token).readonly() })
export type TokenListing = z.infer<typeof TokenListing>

/** What a caller is here. */
export const Session = z.strictObject({
  role: Role,
  expiresAt: z.iso.datetime().nullable().describe('null: it does not end by itself'),
})
export type Session = z.infer<typeof Session>

const Secret = z.string().min(1).max(200)

/** Signs a browser in, by the secret of a link or of a token. */
export const SessionCreate = z.union([z.strictObject({ link: Secret }), z.strictObject({ token: Secret })])
export type SessionCreate = z.infer<typeof SessionCreate>

/** An address that signs in whoever opens it first. */
export const LoginLink = z.strictObject({ url: z.string(), expiresAt: z.iso.datetime() })
export type LoginLink = z.infer<typeof LoginLink>

export const TicketCreate = z.strictObject({ for: z.enum(['console', 'screen']) })
export type TicketCreate = z.infer<typeof TicketCreate>

/** Opens one WebSocket, once: `Sec-WebSocket-Protocol: …, stroj.ticket.TICKET`. */
export const Ticket = z.strictObject({ ticket: z.string(), expiresAt: z.iso.datetime() })
export type Ticket = z.infer<typeof Ticket>

import * as z from 'zod'
import { FilePath } from './plain-text.ts'

/** Where the web app is when nothing else is asked for. */
export const usualPort = 8686

/** Names that only this computer can mean. */
export const loopbackAddresses: readonly string[] = ['127.0.0.1', '::1']

const Address = z.string().refine((text) => [z.ipv4(), z.ipv6()].some((form) => form.safeParse(text).success), {
  error: 'an address is IPv4 or IPv6, such as 127.0.0.1 or ::',
})

/** A host name that a browser may use for this computer (RFC 1123 section 2.1). */
const HostName = z
  .string()
  .max(253)
  .regex(/^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*$/i, { error: 'a host name, such as machines.example.org' })

/** A wish to be reached over TCP. */
export const ListenerOpen = z.strictObject({
  address: Address.default('127.0.0.1'),
  port: z.int().min(1).max(65_535).nullable().default(null).describe(`null: ${usualPort}, or the next that is free`),
  names: z.array(HostName).max(20).readonly().default([]).describe('more names by which browsers call this computer'),
  certificate: FilePath.nullable()
    .default(null)
    .describe('PEM file for TLS; null: one of our own when the address is not loopback, and no TLS when it is'),
  key: FilePath.nullable().default(null).describe('PEM file of its private key'),
})
export type ListenerOpen = z.infer<typeof ListenerOpen>

/** How the daemon is reached over TCP. */
export const Listener = z.strictObject({
  url: z.string().describe('where a browser finds the web app'),
  address: Address,
  port: z.int(),
  names: z.array(z.string()).readonly(),
  secure: z.boolean().describe('whether it speaks TLS'),
  fingerprint: z.string().nullable().describe('SHA-256 of the certificate, as browsers show it'),
})
export type Listener = z.infer<typeof Listener>

export const ListenerStatus = z.strictObject({
  listener: Listener.nullable().describe('null: nothing listens'),
  problem: z.string().nullable().describe('why it could not be opened again when the daemon started'),
})
export type ListenerStatus = z.infer<typeof ListenerStatus>

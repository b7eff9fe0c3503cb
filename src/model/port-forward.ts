import * as z from 'zod'

const port = z.int().min(1).max(65535)

const PortForwardFields = z.strictObject({
  address: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1').describe('host address to listen on'),
  hostPort: port.describe('port of the host'),
  guestPort: port.describe('port of the guest'),
  protocol: z.enum(['tcp', 'udp']).default('tcp').describe('what is forwarded'),
})
export type PortForward = z.infer<typeof PortForwardFields>

const pattern =
  /^(?:(?<address>\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\]):)?(?<hostPort>\d{1,5}):(?<guestPort>\d{1,5})(?:\/(?<protocol>tcp|udp))?$/

const FromText = z.string().transform((text, context): PortForward => {
  const groups = pattern.exec(text)?.groups
  const parsed = PortForwardFields.safeParse({
    address: groups?.['address']?.replace(/^\[|\]$/g, ''),
    hostPort: Number(groups?.['hostPort']),
    guestPort: Number(groups?.['guestPort']),
    protocol: groups?.['protocol'],
  })
  if (groups !== undefined && parsed.success) return parsed.data
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not a port forward: write [ADDRESS:]HOST-PORT:GUEST-PORT[/tcp|/udp], such as 127.0.0.1:8080:80`,
  })
  return z.NEVER
})

/** A port of the host that leads to a port of the guest: an object, or `127.0.0.1:8080:80/tcp`. */
export const PortForward = z.union([FromText, PortForwardFields])

/** The short text form, which `PortForward` parses back. */
export function formatPortForward({ address, hostPort, guestPort, protocol }: PortForward): string {
  const host = address.includes(':') ? `[${address}]` : address
  return `${host}:${hostPort}:${guestPort}/${protocol}`
}

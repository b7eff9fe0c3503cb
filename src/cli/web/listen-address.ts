import { UsageError } from '../usage-error.ts'

/** `127.0.0.1`, `0.0.0.0:8686`, `[::]:8686`, `::1`, `:8686` or `8686`. Whether it is an address, the daemon says. */
export function listenAddress(text: string): { readonly address?: string; readonly port?: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(text) ?? []
  if (bracketed !== undefined) return { address: bracketed, ...portOf(port) }
  if (plain === undefined) return textIsIpv6(text)
  if (plain === '') return portOf(port)
  return /^\d{1,5}$/.test(plain) && port === undefined ? portOf(plain) : { address: plain, ...portOf(port) }
}

function portOf(port: string | undefined): { readonly port?: number } {
  return port === undefined ? {} : { port: Number(port) }
}

function textIsIpv6(text: string): { readonly address: string } {
  if (/^[0-9a-f:.]+$/i.test(text)) return { address: text }
  throw new UsageError(
    `--listen is an address and a port, not "${text}".`,
    'Write 127.0.0.1:8686, 0.0.0.0, [::]:8686 or :8686.',
  )
}

import type { Deps } from '../../service/deps.ts'
import { identify } from '../../service/access/identify.ts'
import { cookieWriter, readCookie } from './cookie.ts'
import type { Entrance } from './entrance.ts'

export type TcpEntrance = {
  /** By what names this computer is called here and now, without a port. */
  readonly names: () => readonly string[]
  readonly port: number
  readonly secure: boolean
}

/** A TCP port: everybody can knock, so everybody says who he is, by a token or by the session of a browser. */
export function tcpEntrance(deps: Deps, { names, port, secure }: TcpEntrance): Entrance {
  const scheme = secure ? 'https' : 'http'
  const usual = secure ? 443 : 80
  const hosts = () => names().flatMap((name) => forms(name.toLowerCase(), port, usual))
  // Cookies do not know ports, and another daemon of this computer has its own.
  const name = `stroj-${port}`
  return {
    hosts: () => new Set(hosts()),
    origins: () => new Set(hosts().map((host) => `${scheme}://${host}`)),
    callerOf: (headers) =>
      identify(deps, {
        bearer: bearerOf(headers['authorization']) ?? bearerAmong(headers['sec-websocket-protocol']),
        session: readCookie(one(headers['cookie']), name),
      }),
    cookie: cookieWriter({ name, secure }),
  }
}

/** A port that the scheme has anyway is left out by browsers. */
function forms(name: string, port: number, usual: number): readonly string[] {
  const host = name.includes(':') ? `[${name}]` : name
  return port === usual ? [host, `${host}:${port}`] : [`${host}:${port}`]
}

/** RFC 6750 section 2.1. */
function bearerOf(header: string | string[] | undefined): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(one(header) ?? '')?.[1]
}

/** A WebSocket of a program in a browser's clothes can send no headers of its own, but names of protocols. */
function bearerAmong(protocols: string | string[] | undefined): string | undefined {
  return protocolNamed(one(protocols), 'stroj.bearer.')
}

/** What stands behind a prefix among the offered WebSocket protocols. */
export function protocolNamed(protocols: string | undefined, prefix: string): string | undefined {
  const names = (protocols ?? '').split(',').map((name) => name.trim())
  return names.find((name) => name.startsWith(prefix))?.slice(prefix.length)
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header
}

import type { Web } from '../../host/web/ask.ts'
import { AddressGuard } from '../../host/web/address-guard.ts'
import type { Settings } from '../../model/settings.ts'

/** How long a server may be silent, in milliseconds. */
const silenceMs = 30_000
/** Half a minute in all: a mirror that is down for longer is down. */
const waitsMs = [0, 1000, 2000, 4000, 8000, 15_000] as const

/** The way to the outside that settings allow. */
export function webOf({ allow, proxy, noProxy }: Settings['downloads']): Web {
  return {
    guard: new AddressGuard(allow),
    proxy: proxy === undefined ? undefined : { url: new URL(proxy), except: noProxy },
    silenceMs,
    waitsMs,
  }
}

/** The URL, or the one that a mirror of the settings has in its place. */
export function mirrored(url: string, mirrors: Settings['downloads']['mirrors']): string {
  const [from, to] = Object.entries(mirrors).find(([beginning]) => url.startsWith(beginning)) ?? []
  return from === undefined || to === undefined ? url : to + url.slice(from.length)
}

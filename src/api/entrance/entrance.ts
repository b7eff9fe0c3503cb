import type { Caller } from '../../service/access/caller.ts'

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** One way into the daemon. */
export type Entrance = {
  /** What the Host header may say, in lower case. */
  readonly hosts: () => ReadonlySet<string>
  /** What the Origin header may say when a page asks, in lower case. */
  readonly origins: () => ReadonlySet<string>
  /** Who asks; undefined when nobody is named. Throws access.denied and access.too-many-attempts for a wrong name. */
  readonly callerOf: (headers: Headers) => Promise<Caller | undefined>
  /** The `Set-Cookie` that keeps a session in a browser, or that ends it when `secret` is null. */
  readonly cookie: (secret: string | null) => string
}

/** Ids that a user may give away in user namespaces of theirs (subuid(5)). */
export type IdRange = { readonly first: number; readonly count: number }

/** A user as the databases know them, logged in or not. */
export type HostAccount = {
  readonly name: string
  readonly uid: number
  /** All of them, the first one too. */
  readonly groups: readonly string[]
  readonly subordinate: {
    readonly uids: readonly IdRange[]
    readonly gids: readonly IdRange[]
    /** The first id from which on nobody has any, in both databases. */
    readonly free: number
    /** Both /etc/subuid and /etc/subgid are there. */
    readonly exist: boolean
  }
}

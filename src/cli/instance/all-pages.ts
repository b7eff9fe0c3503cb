type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** As large as the daemon gives them. */
export const pageSize = 1000

/** The items of all pages, one page after the other. */
export async function allPages<T>(read: (after: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await read(after)
    all.push(...items)
    if (next === null) return all
    after = next
  }
}

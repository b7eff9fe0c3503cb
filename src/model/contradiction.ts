/** Two things in a spec that cannot be true together, shown at one of them. */
export type Contradiction = { readonly path: readonly (string | number)[]; readonly message: string }

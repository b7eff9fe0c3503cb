type Layout = {
  readonly clusterSize: string | undefined
  readonly compression: 'zlib' | 'zstd' | undefined
  readonly lazyRefcounts: boolean
  readonly extendedL2: boolean
}

/** What the options say of the layout of a qcow2 file; what they do not say is left to the daemon. */
export function layoutFrom({ clusterSize, compression, lazyRefcounts, extendedL2 }: Layout) {
  return {
    ...(clusterSize !== undefined && { clusterSize }),
    ...(compression !== undefined && { compression }),
    ...(lazyRefcounts && { lazyRefcounts }),
    ...(extendedL2 && { extendedL2 }),
  }
}

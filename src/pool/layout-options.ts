import type { LayoutWish } from '../plan/volume/plan-new.ts'

/** A layout as qemu-img takes it (qemu-img(1), -o). */
export function layoutOptions({ clusterBytes, compression, lazyRefcounts, extendedL2 }: LayoutWish): readonly string[] {
  const switched = (value: boolean) => (value ? 'on' : 'off')
  return [
    ...(clusterBytes === undefined ? [] : [`cluster_size=${clusterBytes}`]),
    ...(compression === undefined ? [] : [`compression_type=${compression}`]),
    ...(lazyRefcounts === undefined ? [] : [`lazy_refcounts=${switched(lazyRefcounts)}`]),
    ...(extendedL2 === undefined ? [] : [`extended_l2=${switched(extendedL2)}`]),
  ]
}

/** True when it is what a new qcow2 file has that nothing is said about. */
export function isUsualLayout({ clusterBytes = 65_536, compression, lazyRefcounts, extendedL2 }: LayoutWish): boolean {
  return clusterBytes === 65_536 && compression !== 'zstd' && lazyRefcounts !== true && extendedL2 !== true
}

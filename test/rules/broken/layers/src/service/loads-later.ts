// expect: service must not import host
export const later = () => import('../host/run.ts')
// expect: import() needs a plain string, so that this check can read it
export const anything = (name: string) => import(`../${name}.ts`)
// expect: service must not import engine
export type Hidden = import('../engine/qemu/engine.ts').Qemu

import { run } from '../host/run.ts'

// expect: qemu-img is run by src/disk/qemu-img.ts only
export const info = (path: string, signal: AbortSignal) => run('qemu-img', ['info', path], { signal, timeoutMs: 1000 })

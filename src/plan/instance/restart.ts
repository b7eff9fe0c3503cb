import type { InstanceSpec } from '../../model/spec.ts'

/** Whether an instance that has ended shall be started again. What a person ended stays ended. */
export function shouldRestart(
  policy: InstanceSpec['restart'],
  { asked, ending }: { readonly asked: boolean; readonly ending: { readonly kind: string } },
): boolean {
  if (asked || policy === 'never') return false
  return policy === 'always' || ending.kind === 'crashed'
}

/** 1 s after the first end, doubling to at most a minute; `failures` counts ends in a row. In milliseconds. */
export function restartDelayMs(failures: number): number {
  return Math.min(60_000, 1000 * 2 ** Math.min(failures, 10))
}

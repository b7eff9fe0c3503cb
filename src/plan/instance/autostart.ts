import type { InstanceSpec } from '../../model/spec.ts'

type Subject = {
  readonly spec: Pick<InstanceSpec, 'autostart' | 'restart'>
  readonly run: object | null
  readonly end: { readonly at: string } | null
  readonly createdAt: string
}

/**
 * Whether a new daemon starts it. `lost`: it ran when the daemon before ended, and does not run any more.
 * What a person has stopped since the host was booted stays stopped.
 */
export function shouldAutostart({ spec, run, end, createdAt }: Subject, hostBootedAt: Date, lost: boolean): boolean {
  if (run !== null) return false
  if (lost && spec.restart !== 'never') return true
  return spec.autostart && (lost || new Date(end?.at ?? createdAt) < hostBootedAt)
}

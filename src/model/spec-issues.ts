import type * as z from 'zod'
import { formatPath, readableIssues, withSuggestion } from './issue.ts'
import { InstanceSpec } from './spec.ts'

/** What people who know other programs call a key of ours. */
export const synonyms: Readonly<Record<string, string>> = {
  cd: 'cdrom',
  cores: 'cpus',
  cpu: 'cpus',
  cpucount: 'cpus',
  accelerator: 'accel',
  architecture: 'arch',
  bios: 'firmware',
  hypervisor: 'engine',
  interfaces: 'nics',
  iso: 'cdrom',
  mem: 'memory',
  network: 'nics',
  networks: 'nics',
  os: 'image',
  ports: 'nics',
  ram: 'memory',
  size: 'disk',
  storage: 'disk',
  tags: 'labels',
  template: 'image',
  vcpus: 'cpus',
  volumes: 'disks',
}

/** What is wrong with a spec, as `path: message` pairs. `input` is what was parsed; with it the words are better. */
export function specIssues(
  error: z.ZodError,
  input?: unknown,
): readonly { readonly path: string; readonly message: string }[] {
  return readableIssues(error, { schema: InstanceSpec, input, synonyms }).map((issue) => ({
    path: formatPath(issue.path),
    message: withSuggestion(issue),
  }))
}

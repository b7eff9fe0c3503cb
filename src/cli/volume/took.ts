import { formatBytes } from '../../kit/bytes.ts'
import type { Operation } from '../../model/operation.ts'

/** `it takes 1.2GiB on the host, and took 4GiB` */
export function tookText(result: Operation['result']): string {
  const [before, after] = [result?.['before'], result?.['after']]
  const took = typeof before === 'number' ? `, and took ${formatBytes(before)}` : ''
  return `it takes ${formatBytes(Number(after))} on the host${took}`
}

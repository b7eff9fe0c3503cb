/** What a program on Node needs: everything of the SDK, and the way to the daemon of this host. */
export * from '../sdk/client.ts'
export { connect, connectOrStart, type DaemonOnDemand } from './connect-or-start.ts'
export { openStroj } from './open-stroj.ts'
export type { Environment } from './folders-of.ts'
export { pathsOf } from './paths-of.ts'

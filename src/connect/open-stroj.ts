import { absolutePath, folderOf } from '../host/absolute-path.ts'
import { nodeProgram } from '../host/node-program.ts'
import { makeClient, type Stroj } from '../sdk/client.ts'
import { connectOrStart, type DaemonOnDemand } from './connect-or-start.ts'
import type { Environment } from './folders-of.ts'
import { pathsOf } from './paths-of.ts'

/**
 * A client of the daemon that the environment leads to (`process.env`, see docs/sdk.md); the daemon is started by the first
 * request when it does not run. `onStarting` is called before that, since it takes a moment.
 */
export function openStroj(
  environment: Environment,
  options: { readonly onStarting?: (() => void) | undefined } = {},
): Stroj {
  const daemonCommand = daemonCommandOf(environment)
  return makeClient(connectOrStart({ paths: pathsOf(environment), daemonCommand, ...options }))
}

/** The daemon of this package, built or not: dist/daemon/main.js for dist/sdk, src/daemon/main.ts for src/connect. */
function daemonCommandOf(environment: Environment): DaemonOnDemand['daemonCommand'] {
  const { filename } = import.meta
  const program = absolutePath(`../daemon/main.${filename.endsWith('.ts') ? 'ts' : 'js'}`, folderOf(filename))
  return { file: nodeProgram(), args: [program], environment }
}

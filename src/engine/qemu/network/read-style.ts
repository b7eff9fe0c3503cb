import { canOpen } from '../../../host/can-open.ts'
import { isRoot } from '../../../host/is-root.ts'
import { run, RunError } from '../../../host/run.ts'
import { chooseStyle, dropsLoopback, type NetworkStyle } from './style.ts'

/** How passt must be started on this host. Takes some 5 ms; without passt the answer has no meaning. */
export async function readNetworkStyle(
  signal: AbortSignal,
  askPasst: () => Promise<boolean> = () => passtDropsLoopback(signal),
): Promise<NetworkStyle> {
  const tun = await canOpen('/dev/net/tun')
  return chooseStyle(await askPasst(), tun.kind === 'yes', isRoot())
}

/** What the passt on PATH does with frames to the loopback; false when there is none. */
export async function passtDropsLoopback(signal: AbortSignal): Promise<boolean> {
  return dropsLoopback(await passtHelp(signal))
}

async function passtHelp(signal: AbortSignal): Promise<string> {
  try {
    const { stdout, stderr } = await run('passt', ['--help'], { signal, timeoutMs: 5000 })
    return stdout + stderr
  } catch (error) {
    signal.throwIfAborted()
    // An old one ends with 1 after its help.
    return error instanceof RunError && error.why.kind === 'exit' ? error.why.stdout + error.why.stderr : ''
  }
}

/**
 * How the guest is kept from the host's loopback, and what else the start of passt depends on.
 *
 * `--no-map-gw` only takes away the gateway address as a name for the host. A guest that sends frames to 127.0.0.1, 0.0.0.0
 * or ::1 itself reaches the host's loopback through any passt older than 2024, since passt opens the connection in the host's
 * network namespace. So such a passt is put into a namespace of its own, which pasta (of the same package) connects to the
 * outside: there 127.0.0.1 is nobody. It costs some 35 ms at the start and 29 MB.
 */
export type NetworkStyle = {
  /** passt: it drops such frames itself. namespace: see above. none: neither is possible here. */
  readonly guard: 'passt' | 'namespace' | 'none'
  /** We are root. passt refuses to stay root unless told so, and an old one as `nobody` could not bind in our folders. */
  readonly asRoot: boolean
}

/** @param tunUsable /dev/net/tun opens for reading and writing */
export function chooseStyle(passtDropsLoopback: boolean, tunUsable: boolean, asRoot: boolean): NetworkStyle {
  if (passtDropsLoopback) return { guard: 'passt', asRoot }
  return { guard: tunUsable ? 'namespace' : 'none', asRoot }
}

/** Told by an option that came half a year later (passt 2024_08_21), since not every passt knows its version. */
export function dropsLoopback(passtHelp: string): boolean {
  return passtHelp.includes('--map-host-loopback')
}

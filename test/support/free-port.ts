import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** A port of this host on which nobody listens, below those that the kernel hands out by itself (ip_local_port_range, ip-sysctl). */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (await canListen(port)) return port
  }
}

function canListen(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

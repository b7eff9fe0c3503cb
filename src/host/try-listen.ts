import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { getSystemErrorMessage } from 'node:util'

export type Listening = { readonly protocol: 'tcp' | 'udp'; readonly address: string; readonly port: number }

/** Why nothing can listen there now, in the system's words ("address already in use"); undefined when it can. */
export async function whyNotListen({ protocol, address, port }: Listening): Promise<string | undefined> {
  try {
    await (protocol === 'tcp' ? listenTcp(address, port) : listenUdp(address, port))
    return undefined
  } catch (error) {
    const { errno, message } = error as NodeJS.ErrnoException
    return errno === undefined ? message : getSystemErrorMessage(errno)
  }
}

async function listenTcp(address: string, port: number): Promise<void> {
  const server = createServer()
  server.listen({ host: address, port, exclusive: true })
  await once(server, 'listening')
  server.close()
  await once(server, 'close')
}

async function listenUdp(address: string, port: number): Promise<void> {
  const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4' })
  try {
    socket.bind({ address, port, exclusive: true })
    await once(socket, 'listening')
  } finally {
    socket.close()
  }
}

import { createServer } from 'vite'
import { webConfig } from './config.ts'
import { daemonProxy } from './daemon-proxy.ts'

/**
 * The web app for those who work on it: source is served as it is written, and calls go to the unix socket of a daemon.
 * `node tools/web/serve.ts SOCKET [PORT]`
 */
const [socket, port = '5173'] = process.argv.slice(2)
if (socket === undefined) throw new Error('say which daemon: node tools/web/serve.ts SOCKET [PORT]')

const server = await createServer({
  ...webConfig(),
  server: { host: '127.0.0.1', port: Number(port), strictPort: true, proxy: daemonProxy(socket) },
})
await server.listen()
server.printUrls()

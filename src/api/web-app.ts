import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * Nothing from elsewhere, no script or style that is not a file of ours, and in no frame. A canvas makes pictures of its
 * own, which are `data:` and `blob:` (Content Security Policy, level 3).
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const page = 'index.html'
/** Names of files there change with what is in them. */
const hashedFolder = '/assets/'
const yearSeconds = 31_536_000

/** Serves the web app out of a folder, and its page at every address that is a screen of the app. */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
  // Only a daemon that is open to browsers needs it.
  const { default: files } = await import('@fastify/static')
  await app.register(files, {
    root: folder,
    prefix: '/',
    preCompressed: true,
    cacheControl: false,
    setHeaders: ({ raw }, path) => {
      raw.setHeader('cache-control', path.includes(hashedFolder) ? `max-age=${yearSeconds}, immutable` : 'no-cache')
    },
  })
  app.addHook('onSend', async (_request, reply: FastifyReply) => void reply.headers(headers))
}

/** Whether an address that is no file and no route is one that a person has in a browser. */
export function isScreen(method: string, url: string, accept: string | undefined): boolean {
  return method === 'GET' && !url.startsWith('/v1/') && (accept ?? '').includes('text/html')
}

export function sendPage(reply: FastifyReply): FastifyReply {
  return reply.sendFile(page)
}

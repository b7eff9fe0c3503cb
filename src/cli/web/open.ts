import { absolutePath } from '../../host/absolute-path.ts'
import type { LoginLink } from '../../model/access.ts'
import type { Listener } from '../../model/listener.ts'
import { createLoginLink, type ListenerWish, openListener, showListener } from '../../sdk/access.ts'
import type { Wire } from '../../sdk/wire.ts'
import type { Run } from '../loaders.ts'
import { printOne } from '../render/print.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { listenAddress } from './listen-address.ts'

type Input = Parameters<Run<'web'>>[0]

export const run: Run<'web'> = async (input, session) => {
  const wish = wishFrom(input)
  const wire = await session.wire()
  const listener = await opened(wire, wish, session.signal)
  const link = await createLoginLink(wire, { signal: session.signal })
  if (listener.fingerprint !== null) session.screen.note(`SHA-256 of the certificate: ${listener.fingerprint}`)
  const shown = !input.noBrowser && (await show(link, session))
  session.screen.confirm(
    shown ? 'The browser opens. Else open this, within five minutes:' : 'Open this within five minutes:',
  )
  await printOne(session, { ...listener, login: link }, () => `${link.url}\n`)
}

/** What is open already stays as it is, unless something else is asked for. */
async function opened(wire: Wire, wish: ListenerWish, signal: AbortSignal): Promise<Listener> {
  const { listener } = await showListener(wire, { signal })
  return listener !== null && Object.keys(wish).length === 0 ? listener : openListener(wire, wish, { signal })
}

function wishFrom({ listen, hostName, certificate, key }: Input): ListenerWish {
  if ((certificate === undefined) !== (key === undefined)) {
    throw new UsageError('--certificate and --key go together.', 'Give both PEM files, or neither.')
  }
  return {
    ...(listen !== undefined && listenAddress(listen)),
    ...(hostName.length > 0 && { names: hostName }),
    ...(certificate !== undefined && { certificate: absolutePath(certificate, '.') }),
    ...(key !== undefined && { key: absolutePath(key, '.') }),
  }
}

/** Only for a person at a terminal of a desktop. */
async function show({ url }: LoginLink, { screen, environment, paths }: Session): Promise<boolean> {
  const desktop = environment.all['WAYLAND_DISPLAY'] ?? environment.all['DISPLAY'] ?? ''
  if (!screen.stdoutIsTerminal || desktop === '') return false
  const { openInBrowser } = await import('../../host/open-in-browser.ts')
  return openInBrowser(url, paths())
}

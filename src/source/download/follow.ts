import { type Answer, ask, type Web } from '../../host/web/ask.ts'
import { refused, webUrl } from './web-url.ts'

/** As browsers and curl do by default, or fewer. */
const mostRedirects = 10

export type Asked = { readonly answer: Answer; readonly url: URL }

export type FollowOptions = {
  readonly headers: Readonly<Record<string, string>>
  /** Whether https may lead to http: only for what is checked against a digest that came another way. */
  readonly downgrade: boolean
}

/** Asks a URL and goes where it leads; every step is checked as the first one was. The answer is none that leads on. */
export async function askFollowing(
  start: URL,
  { headers, downgrade }: FollowOptions,
  web: Web,
  signal: AbortSignal,
): Promise<Asked> {
  let url = start
  for (let steps = 0; steps <= mostRedirects; steps++) {
    const answer = await ask(url, headers, web, signal)
    const location = answer.header('location')
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return { answer, url }
    answer[Symbol.dispose]()
    const next = webUrl(location, url)
    if (url.protocol === 'https:' && next.protocol === 'http:' && !downgrade) {
      throw refused(start.href, `it leads from https to http (${next.href})`)
    }
    url = next
  }
  throw refused(start.href, `it leads on more than ${mostRedirects} times`)
}

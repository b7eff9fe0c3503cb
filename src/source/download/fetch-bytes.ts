import { joinBytes } from '../../kit/join-bytes.ts'
import type { Web } from '../../host/web/ask.ts'
import { failed, statusReason, toDownloadFault } from './download-fault.ts'
import { askFollowing } from './follow.ts'
import { refused } from './web-url.ts'

/** A small file whole. Throws image.download-failed, and image.download-refused when it has more than `mostBytes`. */
export async function fetchBytes(url: URL, mostBytes: number, web: Web, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const asked = await askFollowing(url, { headers: {}, downgrade: false }, web, signal)
    using answer = asked.answer
    if (answer.status !== 200) throw failed(url, statusReason(answer.status))
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body) {
      size += chunk.length
      if (size > mostBytes) throw refused(url.href, `it is larger than ${mostBytes} bytes`)
      chunks.push(chunk)
    }
    return joinBytes(chunks)
  } catch (error) {
    throw signal.aborted ? signal.reason : toDownloadFault(error, url)
  }
}

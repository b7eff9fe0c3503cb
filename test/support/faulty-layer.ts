import { askMonitor } from './raw-monitor.ts'

type Node = { readonly 'node-name': string; readonly drv: string; readonly file: string }

/** What the format asks of its file (QEMU, docs/devel/blkdebug.rst), and the error that it gets instead, once; errno(3). */
type Fault = { readonly event: string; readonly errno: number }

/** Puts QEMU's `blkdebug` below a qcow2 node of a machine that runs, while it runs. */
export async function failBelow(
  monitor: string,
  { node, file }: { readonly node: string; readonly file: string },
  faults: readonly Fault[],
): Promise<void> {
  const ask = async (execute: string, words: object = {}): Promise<unknown> => {
    const answer = JSON.parse(await askMonitor(monitor, { execute, arguments: words })) as { readonly return?: unknown }
    if (!('return' in answer)) throw new Error(`${execute}: ${JSON.stringify(answer)}`)
    return answer.return
  }
  const nodes = (await ask('query-named-block-nodes')) as readonly Node[]
  await ask('blockdev-add', {
    driver: 'blkdebug',
    'node-name': 'faulty',
    image: nodes.find((each) => each.drv === 'file' && each.file.endsWith(`/${file}`))?.['node-name'],
    'inject-error': faults.map((fault) => ({ ...fault, once: true, immediately: true })),
  })
  await ask('blockdev-reopen', { options: [{ driver: 'qcow2', 'node-name': node, file: 'faulty' }] })
}

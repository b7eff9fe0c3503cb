import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Stroj } from '../../../src/sdk/client.ts'
import { bootMedium } from '../boot-media.ts'
import type { Subject } from './range.ts'
import { deleteWeb, forget, inOrder, kill, mebibyte, pair, small, snapshot, start, wait, whole } from './steps.ts'

export const createGuest = async (client: Stroj, home: string) => {
  const cdrom = join(home, '.boot.iso')
  await writeFile(cdrom, bootMedium('C'))
  const boot = { order: ['cdrom' as const, 'disk' as const] }
  await whole(client, client.createInstance({ name: 'web', spec: { ...small, disk: mebibyte, cdrom, boot } }, wait))
}
export const running = inOrder(createGuest, start)
const pause = (client: Stroj) => whole(client, client.pauseInstance('web', wait))
export const resume = (client: Stroj) => whole(client, client.resumeInstance('web', wait))

/** Operations on a guest of one sector. */
export const guestSubjects: readonly Subject[] = [
  ...pair(['start', 'kill'], { prepare: inOrder(createGuest, start, kill), run: start, undo: kill }),
  ...pair(['pause', 'resume'], { prepare: running, run: pause, undo: resume }),
  ...pair(['snapshot create, running', 'snapshot delete, running'], {
    prepare: inOrder(running, snapshot, forget),
    run: snapshot,
    undo: forget,
  }),
  { name: 'delete by force', prepare: running, run: deleteWeb, undo: inOrder(createGuest, start) },
]

import { Architecture } from '../../../model/architecture.ts'
import type { QmpReply } from '../qmp/commands.ts'

/** The architecture that a running QEMU emulates. It calls every 64-bit POWER ppc64, whatever the order of its bytes. */
export function architectureOfTarget({ arch }: QmpReply<'query-target'>): Architecture {
  if (arch === 'ppc64') return 'ppc64le'
  return Architecture.safeParse(arch).data ?? 'x86_64'
}

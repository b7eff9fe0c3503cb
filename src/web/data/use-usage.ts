import { useQuery } from '@tanstack/react-query'
import type { UsageSample } from '../../model/usage.ts'
import type { Stroj } from '../../sdk/client.ts'
import { useDaemon } from './daemon.ts'
import { useIsLive } from './live.tsx'

/** How often the daemon is asked, in milliseconds, and how many answers make a curve. */
const everyMs = 2000
const kept = 40

/** The last samples of each running instance by its name, oldest first. */
export type Usage = ReadonlyMap<string, readonly UsageSample[]>

/** Undefined where the daemon does not measure. Asked again and again while someone looks. */
export function useUsage(): Usage | undefined {
  const daemon = useDaemon()
  const isLive = useIsLive()
  return useQuery({
    queryKey: ['usage'],
    queryFn: ({ client }) => takeSamples(daemon, client.getQueryData<Usage>(['usage'])),
    refetchInterval: (query) => (isLive && query.state.status !== 'error' ? everyMs : false),
    structuralSharing: false,
  }).data
}

/** Without those that were not measured this time: they do not run any more. */
async function takeSamples(daemon: Stroj, before: Usage = new Map()): Promise<Usage> {
  const { items } = await daemon.listUsage()
  return new Map(
    items.map(({ name, ...sample }) => {
      const earlier = before.get(name) ?? []
      const isNew = earlier.at(-1)?.at !== sample.at
      return [name, isNew ? [...earlier, sample].slice(-kept) : earlier]
    }),
  )
}

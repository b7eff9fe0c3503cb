import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InstanceCreateInput } from '../../model/instance.ts'
import type { Operation } from '../../model/operation.ts'
import { RemoteFault, type Stroj } from '../../sdk/client.ts'
import { useDaemon } from '../data/daemon.ts'
import { useNotify } from '../data/notices.tsx'
import type { Draft, RawSpec } from '../spec/draft.ts'
import { missingImages } from './missing-images.ts'

type Wish = { readonly name: string; readonly draft: Draft; readonly start: boolean; readonly lifetime: string }
type Issue = { readonly path: string; readonly message: string }
type Wait = (operation: Operation) => Promise<Operation>

/** Makes an instance, and its image before it where that has to be built first. */
export function useMaking() {
  const daemon = useDaemon()
  const queries = useQueryClient()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const [operation, setOperation] = useState<Operation>()
  const [error, setError] = useState<unknown>()
  const wait: Wait = (begun) => {
    setOperation(begun)
    void queries.invalidateQueries({ queryKey: ['operations'] })
    return daemon.waitForOperation(begun)
  }
  const begin = async (target: string, { raw }: Draft): Promise<unknown> =>
    raw['install'] === undefined ? await wait(await daemon.startInstance(target)) : await daemon.installInstance(target)
  /** Its name; undefined when it could not be made, which is told then. */
  const make = async ({ name, draft, start, lifetime }: Wish): Promise<string | undefined> => {
    setBusy(true)
    setError(undefined)
    const { raw } = draft
    try {
      await makeImages(daemon, raw, wait)
      const temporary = lifetime.trim() !== '' && { temporary: { unattended: lifetime.trim() } }
      const want = { ...(name !== '' && { name }), ...temporary, spec: raw } as InstanceCreateInput
      const { target } = await wait(await daemon.createInstance(want))
      // Made is made: that it did not start is told beside it. An installation takes long, and is seen on its page.
      if (start) await begin(target, draft).catch((reason) => tell(notify, reason))
      return target
    } catch (reason) {
      setError(reason)
      return undefined
    } finally {
      setBusy(false)
      setOperation(undefined)
    }
  }
  return { make, busy, operation, error, refused: issuesIn(error) }
}

/** What the daemon has found wrong in a spec, key by key. */
function issuesIn(error: unknown): readonly Issue[] {
  if (!(error instanceof RemoteFault) || error.code !== 'spec.invalid') return []
  const { issues } = error.details
  return Array.isArray(issues) ? (issues as readonly Issue[]) : []
}

async function makeImages(daemon: Stroj, raw: RawSpec, wait: Wait): Promise<void> {
  for (const { wish } of missingImages(await daemon.listImages(), raw)) await wait(await daemon.createImage(wish))
}

function tell(notify: ReturnType<typeof useNotify>, reason: unknown): void {
  notify({ variant: 'danger', title: reason instanceof Error ? reason.message : String(reason) })
}

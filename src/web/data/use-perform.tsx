import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Operation } from '../../model/operation.ts'
import { FaultText } from '../parts/fault-text.tsx'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'
import { useDaemon } from './daemon.ts'
import { useNotify } from './notices.tsx'

type Work = () => Promise<unknown>

/** Does what a person asked for, waits for its end, and tells when it failed. `busy` until then. */
export function usePerform() {
  const daemon = useDaemon()
  const queries = useQueryClient()
  const notify = useNotify()
  const text = useText(partsText)
  const [running, setRunning] = useState(0)

  /** Resolves with whether it was done; never rejects. */
  const perform = async (work: Work): Promise<boolean> => {
    setRunning((count) => count + 1)
    try {
      const answer = await work()
      if (isOperation(answer)) {
        void queries.invalidateQueries({ queryKey: ['operations'] })
        const { notes } = await daemon.waitForOperation(answer)
        for (const note of notes) notify({ variant: 'info', title: note })
      }
      return true
    } catch (error) {
      notify({ variant: 'danger', title: text.failed, body: <FaultText error={error} /> })
      return false
    } finally {
      setRunning((count) => count - 1)
    }
  }
  return { perform, busy: running > 0 }
}

function isOperation(answer: unknown): answer is Operation {
  return typeof answer === 'object' && answer !== null && 'cancellable' in answer
}

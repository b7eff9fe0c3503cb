import { Button, Progress } from '@patternfly/react-core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Operation } from '../../model/operation.ts'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { usePerform } from '../data/use-perform.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { operationText } from '../text/operation.ts'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

/** How far an operation has come, and a button that cancels it where that is possible. */
export function OperationProgress({ operation }: { readonly operation: Operation }) {
  const text = useText(operationText)
  const now = useWatched(operation)
  const daemon = useDaemon()
  const { perform, busy } = usePerform()
  const isLive = useIsLive()
  const title = `${text.kind[now.kind]}: ${now.target}`
  return (
    <div className="app-progress">
      <Bar operation={now} title={title} />
      {now.cancellable && now.state === 'running' && (
        <Button
          size="sm"
          variant="link"
          isDisabled={busy || !isLive}
          aria-label={text.cancelOf(title)}
          // Its end is told by the operation itself.
          onClick={() => void perform(async () => void (await daemon.cancelOperation(now.id)))}
        >
          {text.cancel}
        </Button>
      )}
    </div>
  )
}

function Bar({ operation, title }: { readonly operation: Operation; readonly title: string }) {
  const { phase, progress } = operation
  const words = useProgressWords(operation)
  const share = progress?.total ? (progress.done / progress.total) * 100 : undefined
  return share === undefined ? (
    <div role="status">
      <strong>{title}</strong>
      <p className="app-hint">{phase}</p>
      <div className="app-endless" aria-hidden="true" />
    </div>
  ) : (
    <Progress size="sm" title={title} value={share} label={words} helperText={phase} />
  )
}

function useProgressWords({ progress }: Operation): string {
  const text = useText(partsText)
  const { bytesText, percentText } = useNumbers()
  if (progress?.total == null) return ''
  const { done, total, unit } = progress
  if (unit === 'bytes') return text.of(bytesText(done), bytesText(total))
  return unit === 'percent' ? percentText((done / total) * 100) : text.of(String(done), String(total))
}

/** Its progress comes by its own stream: events only tell that it goes on. */
function useWatched(operation: Operation): Operation {
  const daemon = useDaemon()
  const queries = useQueryClient()
  const [seen, setSeen] = useState(operation)
  const isRunning = operation.state === 'running'
  useEffect(() => {
    if (!isRunning) return
    const hangUp = new AbortController()
    const watch = async () => {
      for await (const now of daemon.watchOperation(operation.id, { signal: hangUp.signal })) setSeen(now)
    }
    watch().catch(() => void queries.invalidateQueries({ queryKey: ['operations'] }))
    return () => hangUp.abort()
  }, [daemon, queries, operation.id, isRunning])
  return isRunning ? seen : operation
}

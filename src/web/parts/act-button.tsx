import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useSession } from '../app/session-gate.tsx'
import { useIsLive } from '../data/live.tsx'

/** Changes something: it is not there for those who may only look, and waits while nothing is known for certain. */
export function ActButton({
  children,
  onClick,
  isBusy = false,
  isPrimary = false,
  isDanger = false,
  label,
}: {
  readonly children: ReactNode
  readonly onClick: () => void
  readonly isBusy?: boolean
  readonly isPrimary?: boolean
  readonly isDanger?: boolean
  /** For those who do not see what stands beside it. */
  readonly label?: string
}) {
  const { role } = useSession()
  const isLive = useIsLive()
  if (role !== 'full') return null
  return (
    <Button
      size={isPrimary ? 'default' : 'sm'}
      variant={isPrimary ? 'primary' : 'secondary'}
      isDanger={isDanger}
      isDisabled={!isLive || isBusy}
      onClick={onClick}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </Button>
  )
}

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed } from './failed.tsx'
import { Loading } from './loading.tsx'

/** Shows what was read; before that, that it is being read, or why it could not be. */
export function Answer<T>({
  of,
  children,
}: {
  readonly of: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
}) {
  if (of.data !== undefined) return children(of.data)
  if (of.error !== null) return <Failed error={of.error} retry={() => void of.refetch()} />
  return <Loading />
}

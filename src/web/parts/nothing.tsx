import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import type { ComponentType, ReactNode } from 'react'

/** In place of a list that is empty: what would be here, and how it comes here. */
export function Nothing({
  title,
  icon,
  children,
  actions,
}: {
  readonly title: string
  readonly icon?: ComponentType
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <EmptyState titleText={title} headingLevel="h2" {...(icon && { icon })}>
      {children !== undefined && <EmptyStateBody>{children}</EmptyStateBody>}
      {actions !== undefined && (
        <EmptyStateFooter>
          <EmptyStateActions>{actions}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  )
}

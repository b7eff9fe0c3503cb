import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'
import { FaultText } from './fault-text.tsx'

/** In place of what could not be read. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: (() => void) | undefined }) {
  const text = useText(partsText)
  return (
    <EmptyState titleText={text.notRead} headingLevel="h2" status="danger">
      <EmptyStateBody>
        <FaultText error={error} />
      </EmptyStateBody>
      {retry && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="primary" onClick={retry}>
              {text.again}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  )
}

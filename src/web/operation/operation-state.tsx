import { Label } from '@patternfly/react-core'
import type { Operation } from '../../model/operation.ts'
import { operationText } from '../text/operation.ts'
import { useText } from '../text/use-text.ts'

const looks = {
  running: { color: 'blue' },
  done: { status: 'success' },
  failed: { status: 'danger' },
  cancelled: { color: 'grey' },
} as const

export function OperationState({ state }: Pick<Operation, 'state'>) {
  const text = useText(operationText)
  return (
    <Label isCompact variant="outline" {...looks[state]}>
      {text.state[state]}
    </Label>
  )
}

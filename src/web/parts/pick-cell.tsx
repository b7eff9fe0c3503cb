import { Checkbox } from '@patternfly/react-core'
import { Td } from '@patternfly/react-table'

/** Chooses the row that it stands in, and says which that is. */
export function PickCell({
  id,
  label,
  isChosen,
  pick,
}: {
  readonly id: string
  readonly label: string
  readonly isChosen: boolean
  readonly pick: (isChosen: boolean) => void
}) {
  return (
    <Td className="app-pick">
      <Checkbox id={id} aria-label={label} isChecked={isChosen} onChange={(_, now) => pick(now)} />
    </Td>
  )
}

import { Button, FormFieldGroup, FormFieldGroupHeader, HelperText, HelperTextItem } from '@patternfly/react-core'
import { TrashIcon } from '@patternfly/react-icons/dist/esm/icons/trash-icon'
import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { isMapping, type RawSpec } from './draft.ts'
import { type Column, RowCell } from './row-cell.tsx'
import { useKey } from './spec-context.ts'

type Props = {
  /** The key of the spec that has the list. */
  readonly name: string
  readonly label: string
  readonly add: string
  /** What is true when the key is left out. */
  readonly standard: readonly RawSpec[]
  /** What a new one begins as. */
  readonly fresh: RawSpec
  readonly columns: readonly Column[]
}

/** A list of mappings, each a line of fields. */
export function RowsField({ name, label, add, standard, fresh, columns }: Props) {
  const text = useText(specText)
  const { value, issues, set } = useKey([name])
  const rows = Array.isArray(value) ? value.map((row) => (isMapping(row) ? row : {})) : standard
  const change = (index: number, row: RawSpec) => set(rows.map((one, at) => (at === index ? row : one)))
  return (
    <FormFieldGroup
      header={
        <FormFieldGroupHeader
          titleText={{ text: label, id: `rows-${name}` }}
          actions={
            <Button variant="secondary" size="sm" onClick={() => set([...rows, fresh])}>
              {add}
            </Button>
          }
        />
      }
    >
      {rows.map((row, index) => (
        <div key={index} className="app-row" role="group" aria-label={`${label} ${index + 1}`}>
          {columns
            .filter(({ when }) => when?.(row) ?? true)
            .map((column) => (
              <RowCell
                key={column.key}
                id={`row-${name}-${index}-${column.key}`}
                column={column}
                value={row[column.key]}
                onValue={(now) => change(index, without(row, column.key, now))}
              />
            ))}
          <Button
            variant="plain"
            aria-label={`${text.remove}: ${label} ${index + 1}`}
            icon={<TrashIcon />}
            onClick={() => set(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {issues.length > 0 && (
        <HelperText isLiveRegion>
          {issues.map((issue) => (
            <HelperTextItem key={issue} variant="error">
              {issue}
            </HelperTextItem>
          ))}
        </HelperText>
      )}
    </FormFieldGroup>
  )
}

function without(row: RawSpec, key: string, value: unknown): RawSpec {
  const { [key]: _, ...others } = row
  return value === undefined ? others : { ...row, [key]: value }
}

import { FormGroup, FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'

/** A field with its name, what is wrong with it, and what helps to fill it in. */
export function Labelled({
  id,
  label,
  hint,
  issues,
  isGroup = false,
  children,
}: {
  readonly id: string
  readonly label: string | undefined
  readonly hint: string | undefined
  readonly issues: readonly string[]
  /** What it labels is more than one field. */
  readonly isGroup?: boolean
  readonly children: ReactNode
}) {
  return (
    <FormGroup fieldId={id} {...(isGroup && { role: 'group' })} {...(label !== undefined && { label })}>
      {children}
      {(issues.length > 0 || hint !== undefined) && (
        <FormHelperText id={`${id}-help`}>
          <HelperText isLiveRegion>
            {issues.map((issue) => (
              <HelperTextItem key={issue} variant="error">
                {issue}
              </HelperTextItem>
            ))}
            {issues.length === 0 && <HelperTextItem>{hint}</HelperTextItem>}
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  )
}

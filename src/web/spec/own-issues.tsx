import { HelperText, HelperTextItem } from '@patternfly/react-core'
import { useSaid } from '../text/use-text.ts'
import { useSpecForm } from './spec-context.ts'

/** What is wrong with a mapping itself, rather than with one of its keys. */
export function OwnIssues({ of }: { readonly of: string }) {
  const { issues } = useSpecForm()
  const say = useSaid()
  const own = issues.filter(({ path }) => path === of)
  if (own.length === 0) return null
  return (
    <HelperText isLiveRegion>
      {own.map(({ message }) => (
        <HelperTextItem key={message} variant="error">
          {say(message)}
        </HelperTextItem>
      ))}
    </HelperText>
  )
}

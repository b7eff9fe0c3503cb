import { Button } from '@patternfly/react-core'
import { Link } from '@tanstack/react-router'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { shellText } from '../text/shell.ts'
import { useText } from '../text/use-text.ts'

export function NotFound() {
  const text = useText(shellText)
  return (
    <Screen title={text.noScreen.title}>
      <Nothing
        title={text.noScreen.here}
        actions={
          <Button variant="primary" component={(props: object) => <Link to="/" {...props} />}>
            {text.noScreen.back}
          </Button>
        }
      />
    </Screen>
  )
}

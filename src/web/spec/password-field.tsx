import { Button } from '@patternfly/react-core'
import { useState } from 'react'
import { hashPassword } from '../../kit/hash-password.ts'
import { AskForm } from '../parts/ask-form.tsx'
import { secretTwice } from '../parts/secret-twice.ts'
import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { type Field, TextField } from './fields.tsx'
import { Labelled } from './labelled.tsx'
import { idOf } from './place.ts'
import { useKey } from './spec-context.ts'

/** A password that is asked for, and of which only the hash stands in the spec and leaves the browser. */
export function PasswordField({ way, label, hint }: Field) {
  const { password: text } = useText(specText)
  const { value, issues, set } = useKey(way)
  const [isAsked, setIsAsked] = useState(false)
  const id = idOf(way)
  // Browsers hash only where the page is safe from others.
  if (!isSecureContext) return <TextField way={way} label={label} hint={text.hashHint} example="$6$…" />
  return (
    <Labelled id={id} label={label} hint={value === undefined ? hint : text.isSet} issues={issues} isGroup>
      <div className="app-inline">
        <Button variant="secondary" aria-describedby={`${id}-help`} onClick={() => setIsAsked(true)}>
          {value === undefined ? text.set : text.change}
        </Button>
        {value !== undefined && (
          <Button variant="link" onClick={() => set(undefined)}>
            {text.clear}
          </Button>
        )}
      </div>
      {isAsked && (
        <AskForm
          title={label}
          lead={text.meaning}
          verb={text.take}
          questions={secretTwice({ secret: label, again: text.again, differ: text.differ })}
          onCancel={() => setIsAsked(false)}
          onAnswers={({ secret }) => {
            setIsAsked(false)
            void hashPassword(secret).then(set)
          }}
        />
      )}
    </Labelled>
  )
}

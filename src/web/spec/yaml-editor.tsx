import { Button, HelperText, HelperTextItem } from '@patternfly/react-core'
import { useRef } from 'react'
import type { SpecIssue } from '../../model/spec-file.ts'
import { insideText } from '../text/inside.ts'
import { specText } from '../text/spec.ts'
import { useSaid, useText } from '../text/use-text.ts'

type Props = {
  readonly text: string
  readonly issues: readonly SpecIssue[]
  readonly onText: (text: string) => void
}

/** The spec as YAML, with numbers of lines, and what is wrong with it below. */
export function YamlEditor({ text, issues, onText }: Props) {
  const words = useText(specText)
  const say = useSaid()
  const { settings } = useText(insideText)
  const area = useRef<HTMLTextAreaElement>(null)
  const lines = text.split('\n').length
  const wrong = new Set(issues.map(({ line }) => line))
  const show = ({ line, column }: SpecIssue) => {
    const before = text.split('\n').slice(0, line - 1)
    const offset = before.reduce((sum, { length }) => sum + length + 1, 0)
    area.current?.focus()
    area.current?.setSelectionRange(offset + column - 1, offset + column - 1)
  }
  return (
    <div>
      <div className="app-yaml">
        <div className="app-yaml-lines" aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <span key={index} className={wrong.has(index + 1) ? 'app-wrong' : ''}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          aria-label={words.yaml}
          aria-invalid={issues.length > 0}
          value={text}
          rows={Math.max(lines, 12)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      <HelperText isLiveRegion className="app-gap">
        {issues.map((issue) => (
          <HelperTextItem key={`${issue.line} ${issue.path} ${issue.message}`} variant="error">
            <Button variant="link" isInline onClick={() => show(issue)}>
              {settings.line(issue.line)}
            </Button>{' '}
            {issue.path !== '' && <code>{issue.path}</code>} {say(issue.message)}
          </HelperTextItem>
        ))}
      </HelperText>
    </div>
  )
}

import {
  Alert,
  Button,
  Flex,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../app/session-gate.tsx'
import { useIsLive } from '../data/live.tsx'
import { OperationProgress } from '../operation/operation-progress.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Screen } from '../parts/screen.tsx'
import { draftOf } from '../spec/draft.ts'
import { SpecEditor } from '../spec/spec-editor.tsx'
import { createText } from '../text/create.ts'
import { useText } from '../text/use-text.ts'
import { ExplainNew } from './explain-new.tsx'
import { MakingOptions, type Options } from './making-options.tsx'
import { SourceFields } from './source-fields.tsx'
import { useMaking } from './use-making.ts'

/** A new instance: simple first, and everything else within reach. */
export function Create() {
  const text = useText(createText)
  const go = useNavigate()
  const isLive = useIsLive()
  const { role } = useSession()
  const [name, setName] = useState('')
  const [options, setOptions] = useState<Options>({ start: true, lifetime: '' })
  const [draft, setDraft] = useState(() => draftOf({}))
  const { make, operation, error, refused, busy } = useMaking()
  const submit = async () => {
    const made = await make({ name: name.trim(), draft, ...options })
    if (made !== undefined) void go({ to: '/instances/$name', params: { name: made } })
  }
  return (
    <Screen title={text.title} lead={text.lead}>
      <SpecEditor
        draft={draft}
        onDraft={setDraft}
        refused={refused}
        beside={{
          title: text.explain.title,
          content: <ExplainNew name={name.trim()} draft={draft} start={options.start} />,
        }}
        first={
          <>
            <SourceFields />
            <NameField name={name} onName={setName} />
          </>
        }
      />
      <div className="app-save">
        {error !== undefined && (
          <Alert component="p" isInline variant="danger" title={text.failed} className="app-gap">
            <FaultText error={error} />
          </Alert>
        )}
        {operation && <OperationProgress key={operation.id} operation={operation} />}
        <MakingOptions
          options={options}
          onOptions={setOptions}
          startTitle={draft.raw['install'] === undefined ? text.start : text.startInstall}
        />
        <Flex gap={{ default: 'gapSm' }}>
          <Button
            isDisabled={Object.keys(draft.raw).length === 0 || draft.issues.length > 0 || !isLive || role === 'read'}
            isLoading={busy}
            onClick={() => void submit()}
          >
            {text.create}
          </Button>
          <LinkButton to="/instances" variant="link">
            {text.cancel}
          </LinkButton>
          {draft.issues.length > 0 && (
            <span className="app-hint" role="status">
              {text.mistakes}
            </span>
          )}
        </Flex>
      </div>
    </Screen>
  )
}

function NameField({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const text = useText(createText)
  return (
    <FormGroup label={text.name} fieldId="name">
      <TextInput id="name" value={name} onChange={(_, value) => onName(value)} aria-describedby="name-help" />
      <FormHelperText id="name-help">
        <HelperText>
          <HelperTextItem>{text.nameHint}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  )
}

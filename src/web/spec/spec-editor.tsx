import { ExpandableSection, Form, FormSection, Grid, GridItem } from '@patternfly/react-core'
import { type ReactNode, useState } from 'react'
import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { type Draft, draftFrom, draftOf } from './draft.ts'
import { DeviceFields } from './device-fields.tsx'
import { MachineFields } from './machine-fields.tsx'
import { SimpleFields } from './simple-fields.tsx'
import { SpecContext } from './spec-context.ts'
import { YamlEditor } from './yaml-editor.tsx'

/** A spec as a form and as YAML side by side: whichever is changed, the other follows. */
export function SpecEditor({
  draft,
  onDraft,
  refused = [],
  first,
}: {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  /** What the daemon has found wrong, which only it can know. */
  readonly refused?: readonly { readonly path: string; readonly message: string }[]
  /** What comes before the keys of the spec. */
  readonly first?: ReactNode
}) {
  const text = useText(specText)
  const [isMore, setIsMore] = useState(false)
  const form = {
    raw: draft.raw,
    issues: [...draft.issues, ...refused],
    change: (raw: Draft['raw']) => onDraft(draftOf(raw)),
  }
  return (
    <SpecContext value={form}>
      <Grid hasGutter>
        <GridItem lg={7}>
          <Form onSubmit={(event) => event.preventDefault()}>
            {first}
            <SimpleFields />
            <ExpandableSection
              toggleText={isMore ? text.less : text.more}
              isExpanded={isMore}
              onToggle={(_, isExpanded) => setIsMore(isExpanded)}
            >
              <FormSection title={text.machine} titleElement="h3">
                <MachineFields />
              </FormSection>
              <FormSection title={text.devices} titleElement="h3">
                <DeviceFields />
              </FormSection>
            </ExpandableSection>
          </Form>
        </GridItem>
        <GridItem lg={5}>
          <h2 className="app-side-title">{text.yaml}</h2>
          <YamlEditor
            text={draft.text}
            issues={draft.issues}
            onText={(written) => onDraft(draftFrom(written, draft.raw))}
          />
        </GridItem>
      </Grid>
    </SpecContext>
  )
}

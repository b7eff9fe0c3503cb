import { ExpandableSection, Form, FormSection, Grid, GridItem, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { type ReactNode, useState } from 'react'
import { setUpText } from '../text/set-up.ts'
import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { CloudFields } from './cloud-fields.tsx'
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
  beside,
}: {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  /** What the daemon has found wrong, which only it can know. */
  readonly refused?: readonly { readonly path: string; readonly message: string }[]
  /** What comes before the keys of the spec. */
  readonly first?: ReactNode
  /** What can be seen in place of the YAML. */
  readonly beside?: { readonly title: string; readonly content: ReactNode }
}) {
  const text = useText(specText)
  const { cloud } = useText(setUpText)
  const [isMore, setIsMore] = useState(false)
  const form = {
    raw: draft.raw,
    issues: [...draft.issues, ...refused],
    change: (raw: Draft['raw']) => onDraft(draftOf(raw)),
  }
  const yaml = (
    <YamlEditor text={draft.text} issues={draft.issues} onText={(written) => onDraft(draftFrom(written, draft.raw))} />
  )
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
              {draft.raw['install'] === undefined && (
                <FormSection title={cloud.title} titleElement="h3">
                  <CloudFields />
                </FormSection>
              )}
              <FormSection title={text.devices} titleElement="h3">
                <DeviceFields />
              </FormSection>
            </ExpandableSection>
          </Form>
        </GridItem>
        <GridItem lg={5}>
          <Beside yaml={yaml} other={beside} />
        </GridItem>
      </Grid>
    </SpecContext>
  )
}

/** The YAML, alone or as one of two views. */
function Beside({
  yaml,
  other,
}: {
  readonly yaml: ReactNode
  readonly other: { readonly title: string; readonly content: ReactNode } | undefined
}) {
  const text = useText(specText)
  const [view, setView] = useState<'yaml' | 'other'>('yaml')
  if (other === undefined) {
    return (
      <>
        <h2 className="app-side-title">{text.yaml}</h2>
        {yaml}
      </>
    )
  }
  return (
    <Tabs
      aria-label={text.views}
      activeKey={view}
      onSelect={(_, chosen) => setView(chosen === 'other' ? 'other' : 'yaml')}
      mountOnEnter
      unmountOnExit
    >
      <Tab eventKey="yaml" title={<TabTitleText>{text.yamlTab}</TabTitleText>} className="app-beside">
        {yaml}
      </Tab>
      <Tab eventKey="other" title={<TabTitleText>{other.title}</TabTitleText>} className="app-beside">
        {other.content}
      </Tab>
    </Tabs>
  )
}

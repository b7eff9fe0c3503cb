import { Content, Flex, FlexItem, PageSection, Title } from '@patternfly/react-core'
import { type ReactNode, useEffect } from 'react'

/** A screen: its heading, what can be done there, and what it shows. */
export function Screen({
  title,
  lead,
  actions,
  above,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly above?: ReactNode
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · stroj`
  }, [title])
  return (
    <>
      <PageSection className="app-heading">
        {above}
        <Flex
          justifyContent={{ default: 'justifyContentSpaceBetween' }}
          alignItems={{ default: 'alignItemsCenter' }}
          rowGap={{ default: 'rowGapSm' }}
        >
          <FlexItem>
            <Title headingLevel="h1">{title}</Title>
            {lead !== undefined && <Content component="p">{lead}</Content>}
          </FlexItem>
          {actions !== undefined && <FlexItem>{actions}</FlexItem>}
        </Flex>
      </PageSection>
      <PageSection isFilled className="app-screen">
        {children}
      </PageSection>
    </>
  )
}

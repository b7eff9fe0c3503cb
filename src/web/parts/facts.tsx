import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core'
import type { ReactNode } from 'react'

type Fact = readonly [name: string, value: ReactNode]

/** Names and values, side by side where there is room. What is undefined is left out. */
export function Facts({ facts }: { readonly facts: readonly (Fact | undefined | false)[] }) {
  return (
    <DescriptionList isCompact orientation={{ md: 'horizontal' }} horizontalTermWidthModifier={{ default: '11rem' }}>
      {facts.map((fact) => {
        if (!fact) return null
        const [name, value] = fact
        return (
          <DescriptionListGroup key={name}>
            <DescriptionListTerm>{name}</DescriptionListTerm>
            <DescriptionListDescription>{value}</DescriptionListDescription>
          </DescriptionListGroup>
        )
      })}
    </DescriptionList>
  )
}

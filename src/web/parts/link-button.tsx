import { Button, type ButtonProps } from '@patternfly/react-core'
import { createLink } from '@tanstack/react-router'
import type { Ref } from 'react'

/** A button that leads to another screen; a link to whoever opens it in a tab of its own. */
export const LinkButton = createLink(({ ref, ...props }: ButtonProps & { readonly ref?: Ref<HTMLAnchorElement> }) => (
  <Button component="a" {...props} innerRef={ref as Ref<HTMLButtonElement>} />
))

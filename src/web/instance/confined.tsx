import type { Confinement } from '../../model/confinement.ts'
import { confinementText } from '../text/confinement.ts'
import { useSaid, useText } from '../text/use-text.ts'

/** How far an instance is confined, and why not further. */
export function Confined({ confinement }: { readonly confinement: Confinement }) {
  const text = useText(confinementText)
  const say = useSaid()
  const { level, ownUser, limits, namespaces, reason } = confinement
  return (
    <>
      {text.level(level)}
      <p className="app-hint">
        {ownUser ? text.ownUser : text.sharedUser} {limits ? text.limited : text.unlimited}{' '}
        {namespaces ? text.apart : text.together} {text.notFurther(say(reason))}
      </p>
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'

const mostShown = 5

/** Instances that have something, each a link. */
export function UsedBy({ instances }: { readonly instances: readonly string[] }) {
  const text = useText(storeText)
  if (instances.length === 0) return <span className="app-hint">{text.nobody}</span>
  return (
    <span className="app-used">
      {instances.slice(0, mostShown).map((name, index) => (
        <Fragment key={name}>
          {index > 0 && ', '}
          <Link to="/instances/$name" params={{ name }}>
            {name}
          </Link>
        </Fragment>
      ))}
      {instances.length > mostShown && ` +${instances.length - mostShown}`}
    </span>
  )
}

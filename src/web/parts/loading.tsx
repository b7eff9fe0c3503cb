import { Bullseye, Spinner } from '@patternfly/react-core'
import { useEffect, useState } from 'react'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

/** What comes at once should not flicker. */
const patienceMs = 200

export function Loading() {
  const text = useText(partsText)
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return <Bullseye className="app-loading">{isLong && <Spinner aria-label={text.loading} />}</Bullseye>
}

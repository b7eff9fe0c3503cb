import { SearchInput } from '@patternfly/react-core'
import { useState } from 'react'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'

/** Looks for a text in what the console has written; Enter goes on to the one before. */
export function FindBar({ find }: { readonly find: (text: string, direction: 'next' | 'previous') => void }) {
  const { console: text } = useText(insideText)
  const [wanted, setWanted] = useState('')
  return (
    <SearchInput
      aria-label={text.find}
      placeholder={text.find}
      value={wanted}
      onChange={(_, value) => setWanted(value)}
      onClear={() => setWanted('')}
      onSearch={() => find(wanted, 'previous')}
      onNextClick={() => find(wanted, 'next')}
      onPreviousClick={() => find(wanted, 'previous')}
      nextNavigationButtonAriaLabel={text.next}
      previousNavigationButtonAriaLabel={text.previous}
    />
  )
}

import { useState } from 'react'
import { textOf, type Way } from './place.ts'
import { useKey } from './spec-context.ts'

/** A list that is written as one text, with `separator` between its items. What is typed stays as it is typed, while it says the same. */
export function useTypedList(way: Way, separator: ', ' | '\n') {
  const { value, issues, set } = useKey(way)
  const written = Array.isArray(value) ? value.map(textOf).join(separator) : ''
  const [typed, setTyped] = useState(written)
  const itemsOf = (text: string) => splitList(text, separator.trimEnd() || '\n')
  return {
    issues,
    shown: itemsOf(typed).join(separator) === written ? typed : written,
    change: (text: string) => {
      setTyped(text)
      const items = itemsOf(text)
      set(items.length === 0 ? undefined : items)
    },
  }
}

export function splitList(text: string, separator = ','): readonly string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

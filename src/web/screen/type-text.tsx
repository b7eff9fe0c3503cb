import { Button } from '@patternfly/react-core'
import { useState } from 'react'
import { AskForm } from '../parts/ask-form.tsx'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'
import { type Layout, type Stroke, strokesOf } from './layouts.ts'

type Type = (strokes: readonly Stroke[]) => Promise<void>

/** Types a text, since a guest without an agent has no clipboard to paste from. */
export function TypeText({ type }: { readonly type: Type }) {
  const { screen: text } = useText(insideText)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="secondary" onClick={() => setIsOpen(true)}>
        {text.type}
      </Button>
      {isOpen && <TypeDialog type={type} close={() => setIsOpen(false)} />}
    </>
  )
}

function TypeDialog({ type, close }: { readonly type: Type; readonly close: () => void }) {
  const { screen: text } = useText(insideText)
  const options = (['us', 'hr'] as const).map((value) => ({ value, label: text.layouts[value] }))
  return (
    <AskForm
      title={text.type}
      lead={text.typeMeaning}
      verb={text.send}
      questions={[
        { key: 'layout', label: text.layout, options },
        {
          key: 'typed',
          kind: 'lines',
          label: text.typed,
          warning: ({ layout, typed }) => {
            const strange = untypable(layout as Layout, typed)
            return strange === '' ? undefined : text.cannotType(strange)
          },
        },
      ]}
      onCancel={close}
      onAnswers={({ layout, typed }) => {
        close()
        const strokes = strokesOf(layout as Layout)
        void type(Array.from(typed).flatMap((character) => strokes.get(character) ?? []))
      }}
    />
  )
}

/** Characters that the keyboard has no key for, each once. */
function untypable(layout: Layout, typed: string): string {
  const strokes = strokesOf(layout)
  return [...new Set(typed)].filter((character) => !strokes.has(character)).join(' ')
}

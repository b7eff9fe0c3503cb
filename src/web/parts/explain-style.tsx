import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'

const styles = ['exact', 'plain'] as const
export type Style = (typeof styles)[number]

/** Whether commands are shown as they run, or as a textbook has them. */
export function ExplainStyle({ style, onStyle }: { readonly style: Style; readonly onStyle: (style: Style) => void }) {
  const { explain: text } = useText(insideText)
  return (
    <ToggleGroup aria-label={text.style} className="app-gap">
      {styles.map((one) => (
        <ToggleGroupItem key={one} text={text[one]} isSelected={style === one} onChange={() => onStyle(one)} />
      ))}
    </ToggleGroup>
  )
}

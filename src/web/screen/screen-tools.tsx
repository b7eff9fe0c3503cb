import { Button, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core'
import { CameraIcon } from '@patternfly/react-icons/dist/esm/icons/camera-icon'
import { ExpandIcon } from '@patternfly/react-icons/dist/esm/icons/expand-icon'
import type { RefObject } from 'react'
import { Choice } from '../parts/choice.tsx'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'
import { KeysMenu } from './keys-menu.tsx'
import { saveFile } from './save-file.ts'
import type { ScreenView } from './screen-view.ts'
import { TypeText } from './type-text.tsx'

type Props = {
  readonly name: string
  readonly view: RefObject<ScreenView | undefined>
  readonly place: RefObject<HTMLElement | null>
  readonly fit: boolean
  readonly onFit: (fit: boolean) => void
  /** Where the keyboard goes when it leaves the screen. */
  readonly focusAfter: RefObject<HTMLButtonElement | null>
}

/** What can be done with a screen besides looking at it. */
export function ScreenTools({ name, view, place, fit, onFit, focusAfter }: Props) {
  const { screen: text } = useText(insideText)
  const photo = async () => {
    const picture = await view.current?.photo()
    if (picture) saveFile(picture, `${name}.png`)
  }
  const press = (codes: readonly string[]) => {
    view.current?.press(codes)
    view.current?.focus()
  }
  const sizes = [
    { value: 'fit', label: text.fit },
    { value: 'exact', label: text.exact },
  ] as const
  return (
    <Toolbar className="app-screen-tools">
      <ToolbarContent>
        <ToolbarItem>
          <KeysMenu press={press} />
        </ToolbarItem>
        <ToolbarItem>
          <TypeText type={(strokes) => view.current?.type(strokes) ?? Promise.resolve()} />
        </ToolbarItem>
        <ToolbarItem>
          <Choice
            name={text.size}
            value={fit ? 'fit' : 'exact'}
            options={sizes}
            onChoose={(size) => onFit(size === 'fit')}
          />
        </ToolbarItem>
        <ToolbarItem>
          <Button ref={focusAfter} variant="secondary" icon={<CameraIcon />} onClick={() => void photo()}>
            {text.photo}
          </Button>
        </ToolbarItem>
        <ToolbarItem>
          <Button
            variant="secondary"
            icon={<ExpandIcon />}
            onClick={() => void place.current?.requestFullscreen().then(() => view.current?.focus())}
          >
            {text.full}
          </Button>
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  )
}

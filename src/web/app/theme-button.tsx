import { Button } from '@patternfly/react-core'
import { MoonIcon } from '@patternfly/react-icons/dist/esm/icons/moon-icon'
import { SunIcon } from '@patternfly/react-icons/dist/esm/icons/sun-icon'
import { use } from 'react'
import { shellText } from '../text/shell.ts'
import { useText } from '../text/use-text.ts'
import { PreferencesContext } from './preferences.tsx'

export function ThemeButton() {
  const text = useText(shellText)
  const { theme, setTheme } = use(PreferencesContext)
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  return (
    <Button
      variant="plain"
      aria-label={isDark ? text.toLight : text.toDark}
      icon={isDark ? <SunIcon /> : <MoonIcon />}
      onClick={() => setTheme(isDark ? 'light' : 'dark')}
    />
  )
}

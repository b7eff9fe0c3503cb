import {
  Card,
  CardBody,
  CardTitle,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Gallery,
} from '@patternfly/react-core'
import { use } from 'react'
import { PreferencesContext, themes, type Theme } from '../app/preferences.tsx'
import { useSession } from '../app/session-gate.tsx'
import { Screen } from '../parts/screen.tsx'
import { type Language, languages } from '../text/catalogue.ts'
import { settingsText } from '../text/settings.ts'
import { useText } from '../text/use-text.ts'
import { SessionCard } from './session-card.tsx'
import { Tokens } from './tokens.tsx'

export function Settings() {
  const text = useText(settingsText)
  const { role } = useSession()
  return (
    <Screen title={text.title}>
      <Gallery hasGutter minWidths={{ default: '100%', md: '340px' }}>
        <Card>
          <CardTitle component="h2">{text.look}</CardTitle>
          <CardBody>
            <Look />
          </CardBody>
        </Card>
        <SessionCard />
      </Gallery>
      {role === 'full' && <Tokens />}
    </Screen>
  )
}

function Look() {
  const text = useText(settingsText)
  const { language, theme, setLanguage, setTheme } = use(PreferencesContext)
  return (
    <Form>
      <FormGroup label={text.language} fieldId="language">
        <FormSelect id="language" value={language} onChange={(_, value) => setLanguage(value as Language)}>
          {languages.map((one) => (
            <FormSelectOption key={one} value={one} label={text.languages[one]} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label={text.theme} fieldId="theme">
        <FormSelect id="theme" value={theme} onChange={(_, value) => setTheme(value as Theme)}>
          {themes.map((one) => (
            <FormSelectOption key={one} value={one} label={text.themes[one]} />
          ))}
        </FormSelect>
      </FormGroup>
    </Form>
  )
}

import { writeWhole } from '../../host/files.ts'
import { screenshot } from '../../sdk/inside.ts'
import type { Run } from '../loaders.ts'
import { UsageError } from '../usage-error.ts'

export const run: Run<'screenshot'> = async ({ name, file }, { screen, wire, signal }) => {
  if (file === undefined && screen.stdoutIsTerminal) {
    throw new UsageError(
      'A picture cannot be shown on a terminal.',
      'Name a file: `stroj screenshot NAME picture.png`.',
    )
  }
  const picture = await screenshot(await wire(), name, { signal })
  if (file === undefined) return screen.write(picture)
  await writeWhole(file, picture)
  screen.confirm(`The picture is in ${file}.`)
}

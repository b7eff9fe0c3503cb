import { writeFileSync } from 'node:fs'
import { openApiDocument } from '../../src/api/openapi/document.ts'
import { routes } from '../../src/api/table.ts'
import { version } from '../../src/model/version.ts'

/** Writes docs/api.json from the table of routes. A test fails when it is not current. */
const file = new URL('../../docs/api.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(openApiDocument(routes, version), null, 2)}\n`)

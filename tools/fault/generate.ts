import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue, type FaultCode } from '../../src/model/fault-catalogue.ts'
import { readDetails } from './details.ts'
import { exampleOfFault, faultIndex, faultPage } from './page.ts'

/** Writes docs/fault/: one page for each fault of the catalogue, and the list of them. */
const root = join(import.meta.dirname, '../..')
const folder = join(root, 'docs/fault')
const details = readDetails(root)
const codes = (Object.keys(catalogue) as FaultCode[]).toSorted()
const detailsOf = (code: FaultCode) => details.get(code) ?? []

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
for (const code of codes) writeFileSync(join(folder, `${code}.md`), faultPage(code, detailsOf(code)))
writeFileSync(join(folder, 'README.md'), faultIndex(codes.map((code) => exampleOfFault(code, detailsOf(code)))))

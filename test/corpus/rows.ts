import { microsoftRows } from './microsoft-rows.ts'
import { otherRows } from './other-rows.ts'
import { qcow2Rows } from './qcow2-rows.ts'
import type { Row } from './row.ts'
import { vmdkRows } from './vmdk-rows.ts'

/** Every disk file that must be refused, and for each format files that must be taken. */
export const rows: readonly Row[] = [...qcow2Rows, ...vmdkRows, ...microsoftRows, ...otherRows]

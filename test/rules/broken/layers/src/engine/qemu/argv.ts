import { line } from './line.ts'

export const argv = line

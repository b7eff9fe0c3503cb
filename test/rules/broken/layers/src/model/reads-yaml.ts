// expect: yaml belongs to [model/spec-file.ts]
import { parse } from 'yaml'

export const y = parse('')

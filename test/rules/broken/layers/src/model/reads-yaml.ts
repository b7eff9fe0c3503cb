// expect: yaml belongs to [model/yaml-text.ts]
import { parse } from 'yaml'

export const y = parse('')

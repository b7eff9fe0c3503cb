// expect: attic is no layer: add it to the table in test/rules/layers.ts
import { x } from '../kit/x.ts'

export const y = x

import type { Name } from '../model/name.ts'
// expect: contract may import only types from model: write `import type`
import { type Size, toSize } from '../model/size.ts'
// expect: contract may import only types from kit: write `import type`
export { Feed } from '../kit/feed.ts'
export type { Bell } from '../kit/bell.ts'

export const y = (name: Name): Size => toSize(name)

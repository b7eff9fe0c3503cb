// expect: service must not import store
import { Database } from '../store/database.ts'
// expect: service may import only types from contract: write `import type`
import { type Engine } from '../contract/engine.ts'

export const y = (engine: Engine) => new Database(engine)

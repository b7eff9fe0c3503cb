export const quiet = (): boolean =>
// expect: only the files in readsEnvironment may read the environment
  process.env['QUIET'] === '1'
// expect: only the files in readsEnvironment may read the environment
import { env } from 'node:process'

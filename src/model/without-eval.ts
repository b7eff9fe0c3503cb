import { config } from 'zod/v4/core'

/**
 * Has schemas checked without functions made from text, which pages that forbid `eval` report as an attack. To be called
 * before a schema is loaded.
 */
export function checkWithoutEval(): void {
  config({ jitless: true })
}

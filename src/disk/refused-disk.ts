import type { Objection } from './inspect/inspection.ts'

/** A file from outside that may not be used. Whoever asked for it makes a fault of it. */
export class RefusedDisk extends Error {
  readonly objection: Objection

  constructor(objection: Objection, options?: ErrorOptions) {
    super(`the file is refused: ${objection.reason}`, options)
    this.name = 'RefusedDisk'
    this.objection = objection
  }
}

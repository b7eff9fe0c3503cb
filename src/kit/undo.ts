type Step = { readonly what: string; readonly run: () => Promise<void> }

/**
 * Runs its steps backwards when the scope ends, unless `keep()` was called. Nothing is undone either when `mayUndo` says so
 * then: what was written may be there although writing it has failed.
 */
export class Undo implements AsyncDisposable {
  readonly #mayUndo: () => boolean
  #steps: Step[] = []

  constructor(mayUndo: () => boolean = () => true) {
    this.#mayUndo = mayUndo
  }

  /** Push a step only after the act that it undoes has succeeded. */
  push(what: string, run: () => Promise<void>): void {
    this.#steps.push({ what, run })
  }

  keep(): void {
    this.#steps = []
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const failures: Error[] = []
    if (!this.#mayUndo()) return
    for (const step of this.#steps.toReversed()) {
      await step.run().catch((cause: unknown) => failures.push(new Error(`undo failed: ${step.what}`, { cause })))
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the rollback did not finish')
  }
}

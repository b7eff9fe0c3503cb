type Step = { readonly what: string; readonly run: () => Promise<void> }

/** Runs its steps backwards when the scope ends, unless `keep()` was called. */
export class Undo implements AsyncDisposable {
  #steps: Step[] = []

  /** Push a step only after the act that it undoes has succeeded. */
  push(what: string, run: () => Promise<void>): void {
    this.#steps.push({ what, run })
  }

  keep(): void {
    this.#steps = []
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const failures: Error[] = []
    for (const step of this.#steps.toReversed()) {
      await step.run().catch((cause: unknown) => failures.push(new Error(`undo failed: ${step.what}`, { cause })))
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the rollback did not finish')
  }
}

/** The Node that runs us, for programs that shall run in the same. */
export function nodeProgram(): string {
  return process.execPath
}

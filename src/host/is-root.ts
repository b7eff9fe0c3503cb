/** Whether we may do on this host whatever root may. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0
}

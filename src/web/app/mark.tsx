/** The sign of the app; its name stands beside it. */
export function Mark() {
  return <img src="/icon.svg" alt="" width={32} height={32} className="app-mark" />
}

/** Commands to a terminal (ECMA-48) and characters that are no text. */
const commands =
  /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]*[0-~]|[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/g

/** What a guest wrote for a terminal, as plain lines. A command that has come only in part stays until the rest comes. */
export function readable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(commands, '')
}

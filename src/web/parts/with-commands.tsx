/** A text whose commands, between backquotes, look like commands. */
export function WithCommands({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
}

import { hideKernelWords } from './hide-kernel-words.ts'
import type { Hider } from './hider.ts'

/** The words of a command, of which the one after `-append` is for a kernel. */
export function hideCommand(words: readonly string[], hider: Hider): readonly string[] {
  return words.map((word, index) => hider.text(words[index - 1] === '-append' ? hideKernelWords(word) : word))
}

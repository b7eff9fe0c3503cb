import { readKernelText } from '../host/kernel-files.ts'

/** The whole number that a file of the kernel holds; null when there is none that can be counted with. */
export function readNumber(path: string): number | null {
  return wholeNumber(readKernelText(path))
}

export function wholeNumber(text: string | null | undefined): number | null {
  return text !== null && text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

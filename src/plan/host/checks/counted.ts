/** `3 functions`, `1 function` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `12 devices, 3 of them`, `1 device, none of them` */
export function countedPart(count: number, noun: string, part: number): string {
  return `${counted(count, noun)}, ${part === 0 ? 'none' : part} of them`
}

/** What QEMU calls a network card. */
export const nicId = (index: number): string => `nic${index}`

/** What QEMU calls what a network card leads to. */
export const netdevId = (index: number): string => `net${index}`

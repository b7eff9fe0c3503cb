/** What the options say of limits; undefined when they say nothing. */
export function limitsFrom(options: {
  readonly iops: number | undefined
  readonly bytesPerSecond: string | undefined
}) {
  const { iops, bytesPerSecond } = options
  if (iops === undefined && bytesPerSecond === undefined) return undefined
  return { ...(iops !== undefined && { iops }), ...(bytesPerSecond !== undefined && { bytesPerSecond }) }
}

/** Which part of a file an answer has (RFC 9110 14.4). `total` is null when the server does not know it. */
export type ContentRange = { readonly first: number | null; readonly total: number | null }

/** `bytes 100-199/1000`, or of an answer 416 `bytes * /1000`; undefined for what cannot be read. */
export function parseContentRange(text: string | undefined): ContentRange | undefined {
  const groups = /^bytes (?:(?<first>\d{1,15})-\d{1,15}|\*)\/(?<total>\d{1,15}|\*)$/.exec(text ?? '')?.groups
  if (groups === undefined) return undefined
  const { first, total } = groups
  return {
    first: first === undefined ? null : Number(first),
    total: total === undefined || total === '*' ? null : Number(total),
  }
}

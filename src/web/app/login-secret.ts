/** The secret of a login link, taken out of the address bar so that it is neither kept nor shown. */
export function takeLoginSecret(): string | undefined {
  const secret = new URLSearchParams(location.hash.slice(1)).get('login')
  if (secret === null || secret === '') return undefined
  history.replaceState(null, '', location.pathname + location.search)
  return secret
}

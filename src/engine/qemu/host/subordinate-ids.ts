/** As many as a Debian system uses. */
const leastIds = 65_536

/** Whether a user, by name or number, has a range of subordinate ids that is large enough: subuid(5), subgid(5). */
export function hasSubordinateIds(text: string, user: string, uid: number): boolean {
  return text.split('\n').some((line) => {
    const [owner = '', , count = ''] = line.trim().split(':')
    return (owner === user || owner === String(uid)) && Number(count) >= leastIds
  })
}

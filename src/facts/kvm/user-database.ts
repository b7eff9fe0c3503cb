/** A line of passwd(5). */
export type UserEntry = { readonly name: string; readonly uid: number; readonly gid: number }
/** A line of group(5). */
export type GroupEntry = { readonly name: string; readonly gid: number; readonly members: readonly string[] }

export function parsePasswd(text: string): readonly UserEntry[] {
  return entriesOf(text).flatMap(([name = '', , uid = '', gid = '']) =>
    isNumber(uid) && isNumber(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [],
  )
}

export function parseGroup(text: string): readonly GroupEntry[] {
  return entriesOf(text).flatMap(([name = '', , gid = '', members = '']) =>
    isNumber(gid) ? [{ name, gid: Number(gid), members: members.split(',').filter((member) => member !== '') }] : [],
  )
}

/** Lines that begin with + or - speak of other databases (nsswitch.conf(5), "compat"). */
function entriesOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => /^[^+\-#:\s]/.test(line))
    .map((line) => line.trim().split(':'))
}

/** Ids have 32 bits. */
function isNumber(text: string): boolean {
  return /^\d{1,10}$/.test(text)
}

/** What one entry of sources.list(5) says, as far as we need it. */
export type AptSource = {
  readonly types: readonly string[]
  readonly uris: readonly string[]
  readonly suites: readonly string[]
  readonly components: readonly string[]
  /** A keyring path, or a whole key with its line breaks as deb822 allows; verbatim. */
  readonly signedBy: string | undefined
}

/** Entries of a file in the one-line style (`deb [options] uri suite components…`); what is not understood is left out. */
export function parseOneLineSources(text: string): readonly AptSource[] {
  return text.split('\n').flatMap((line) => oneLine(line.replace(/#.*$/, '').trim()))
}

function oneLine(line: string): readonly AptSource[] {
  const match = /^(deb|deb-src)\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*(.*)$/.exec(line)
  if (match === null) return []
  const [, type = '', options = '', uri = '', suite = '', rest = ''] = match
  const signedBy = /(?:^|\s)signed-by=(\S+)/i.exec(options)?.[1]
  return [{ types: [type], uris: [uri], suites: [suite], components: words(rest), signedBy }]
}

/** Entries of a deb822 file (`*.sources`); those with `Enabled: no` are left out. */
export function parseDeb822Sources(text: string): readonly AptSource[] {
  const withoutComments = text.replace(/^#.*(?:\n|$)/gm, '')
  return withoutComments.split(/\n[ \t]*\n/).flatMap((stanza) => fromFields(fieldsOf(stanza)))
}

function fieldsOf(stanza: string): ReadonlyMap<string, string> {
  const fields = stanza.matchAll(/^([A-Za-z][A-Za-z0-9-]*):((?:.*)(?:\n[ \t].*)*)/gm)
  return new Map([...fields].map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()]))
}

function fromFields(fields: ReadonlyMap<string, string>): readonly AptSource[] {
  const list = (name: string) => words(fields.get(name) ?? '')
  const enabled = fields.get('enabled')?.toLowerCase()
  if (list('uris').length === 0 || enabled === 'no' || enabled === 'false') return []
  return [
    {
      types: list('types'),
      uris: list('uris'),
      suites: list('suites'),
      components: list('components'),
      signedBy: fields.get('signed-by'),
    },
  ]
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

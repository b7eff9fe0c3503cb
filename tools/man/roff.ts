/** A text for troff (groff_char(7)): nothing in it is a request, and `code` is bold. */
export function text(plain: string): string {
  return plain
    .split('`')
    .map((part, index) => (index % 2 === 1 ? bold(part) : escaped(part)))
    .join('')
    .replace(/^(?=[.'])/gm, '\\&')
}

export function bold(plain: string): string {
  return `\\fB${escaped(plain)}\\fR`
}

/** What the reader puts something in the place of. */
export function italic(plain: string): string {
  return `\\fI${escaped(plain)}\\fR`
}

function escaped(plain: string): string {
  return plain
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
}

/** A word of a command line: options and commands bold, what stands for something else italic. */
export function syntax(usage: string): string {
  return usage
    .split(/([A-Z][A-Z=-]*[A-Z]|[A-Z]\b)/)
    .map((part, index) => (index % 2 === 1 ? italic(part) : part.replace(/[a-z-][\w-]*/g, (word) => bold(word))))
    .join('')
    .replaceAll('...', '\\&.\\|.\\|.')
}

export const heading = (title: string): string => `.SH ${title}`

/** A term and what it means. */
export function term(name: string, meaning: string): readonly string[] {
  return ['.TP', name, text(meaning)]
}

/** Lines that stay as they are. */
export function verbatim(lines: readonly string[]): readonly string[] {
  return ['.PP', '.RS 4', '.EX', ...lines.map((line) => escaped(line).replace(/^(?=[.'])/, '\\&')), '.EE', '.RE']
}

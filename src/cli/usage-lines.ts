import type { Argument, Command } from './command.ts'

/** `stroj rm [--force] NAME...`: how a command is written, in one line or a few. */
export function usageLines(name: string, command: Command): readonly string[] {
  const usage = command.usage ?? [fromDeclaration(command)]
  return usage.map((rest) => `stroj ${name} ${rest}`.trimEnd())
}

function fromDeclaration({ arguments: declared, options, trailing }: Command): string {
  return [
    ...(Object.keys(options).length > 0 ? ['[OPTION...]'] : []),
    ...declared.map(argumentLabel),
    ...(trailing === undefined ? [] : [trailing === 'required' ? '-- COMMAND...' : '[-- COMMAND...]']),
  ].join(' ')
}

function argumentLabel({ name, arity }: Argument): string {
  switch (arity) {
    case 'one':
      return name
    case 'optional':
      return `[${name}]`
    case 'many':
      return `${name}...`
    case 'any':
      return `[${name}...]`
  }
}

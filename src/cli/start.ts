import { type CommandName, commands } from './commands.ts'
import type { Format } from './declare/global.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { exitCodeOf, exitCodes, guestExitCodeOf } from './exit-code.ts'
import { loaders, type Run } from './loaders.ts'
import { type Globals, type Parsed, parse } from './parse.ts'
import { Interrupted, NotStarted, problemOf } from './problem-of.ts'
import { openScreen, type Screen } from './screen.ts'
import type { Session } from './session.ts'
import { Stop } from './stop.ts'

/** One command from its words to its exit code. */
export async function start(argv: readonly string[], variables: NodeJS.ProcessEnv): Promise<number> {
  let parsed: Parsed<CommandName>
  let environment: Environment
  try {
    environment = readEnvironment(variables)
    parsed = parse(argv, commands)
  } catch (error) {
    const format = argv.some((word) => /^(--format=|-o)?json$/.test(word)) ? 'json' : 'table'
    return tell(error, {
      screen: openScreen({ color: 'auto', quiet: false, columns: undefined }),
      format,
      verbose: false,
    })
  }
  const { globals } = parsed
  const quiet = globals.quiet || environment.quiet
  const color = globals.color ?? environment.color ?? 'auto'
  const screen = openScreen({ color, quiet, columns: environment.columns })
  if (parsed.kind === 'help') return await showHelp(parsed, screen)
  return await runCommand(parsed, environment, screen)
}

async function showHelp(
  { topic, asked }: { readonly topic: string; readonly asked: boolean },
  screen: Screen,
): Promise<number> {
  const { helpOn } = await import('./help/help-on.ts')
  const width = Math.min(100, screen.columns() ?? 80)
  if (asked) await screen.write(helpOn(topic, width, screen.paint))
  else await screen.writeError(helpOn(topic, width, screen.paintError))
  return asked ? exitCodes.ok : exitCodes.usage
}

async function runCommand(
  { name, input, globals }: Extract<Parsed<CommandName>, { kind: 'run' }>,
  environment: Environment,
  screen: Screen,
): Promise<number> {
  const format = globals.format ?? environment.format ?? 'table'
  using stop = new Stop(globals.timeout ?? environment.timeoutMs)
  try {
    const { run } = (await loaders[name]()) as { run: Run<typeof name> }
    const code = await run(input as never, makeSession(globals, environment, screen, stop, format))
    return typeof code === 'number' ? code : exitCodes.ok
  } catch (error) {
    if (error instanceof Interrupted) return 128 + error.signal
    const code = await tell(error, { screen, format, verbose: globals.verbose })
    return input.trailing.length === 0 ? code : guestExitCodeOf(problemOf(error))
  }
}

function makeSession(
  globals: Globals,
  environment: Environment,
  screen: Screen,
  { signal }: Stop,
  format: Format,
): Session {
  return {
    screen,
    environment,
    format,
    signal,
    headers: !globals.noHeaders,
    quiet: globals.quiet || environment.quiet,
    input: !globals.noInput && !environment.noInput,
    verbose: globals.verbose,
    now: () => new Date(),
    paths: environment.paths,
    wire: async () => {
      const { openStartingWire } = await import('./open-wire.ts')
      return openStartingWire(environment, () => screen.confirm('Starting the daemon.'))
    },
    wireIfRunning: async () => (await import('./open-wire.ts')).openWire(environment),
  }
}

type Telling = { readonly screen: Screen; readonly format: Format; readonly verbose: boolean }

async function tell(error: unknown, telling: Telling): Promise<number> {
  const { tellProblem } = await import('./render/problem.ts')
  const problem = problemOf(error)
  await tellProblem(problem, error, telling)
  return error instanceof NotStarted ? exitCodes.unreachable : exitCodeOf(problem)
}

import { globSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type Import, importsOf } from './imports.ts'

type Access = 'all' | 'types'

/** Each layer, and the layers below it that it may import. `types` allows `import type` only. */
export const layers: Readonly<Record<string, Readonly<Record<string, Access>>>> = {
  kit: {},
  model: { kit: 'all' },
  plan: { kit: 'all', model: 'all' },
  contract: { kit: 'types', model: 'types', plan: 'types' },
  service: { kit: 'all', model: 'all', plan: 'all', contract: 'types' },
  host: { kit: 'all', model: 'all' },
  disk: { kit: 'all', model: 'all', host: 'all' },
  engine: { kit: 'all', model: 'all', host: 'all', disk: 'all', plan: 'types', contract: 'types' },
  facts: { kit: 'all', model: 'all', host: 'all', contract: 'types' },
  store: { kit: 'all', model: 'all', host: 'all', contract: 'types' },
  pool: { kit: 'all', model: 'all', host: 'all', disk: 'all', plan: 'types', contract: 'types' },
  source: { kit: 'all', model: 'all', host: 'all', disk: 'all', contract: 'types' },
  api: { kit: 'all', model: 'all', service: 'all', contract: 'types', plan: 'types' },
  sdk: { kit: 'all', model: 'all' },
  connect: { kit: 'all', model: 'all', host: 'all', sdk: 'all' },
  cli: { kit: 'all', model: 'all', host: 'all', sdk: 'all', connect: 'all' },
  web: { kit: 'all', model: 'all', sdk: 'all' },
  daemon: {
    kit: 'all',
    model: 'all',
    plan: 'all',
    contract: 'all',
    service: 'all',
    host: 'all',
    engine: 'all',
    facts: 'all',
    store: 'all',
    source: 'all',
    pool: 'all',
    connect: 'all',
    api: 'all',
  },
}

/** Layers whose siblings must not know each other, such as engine/qemu and engine/oci. */
const walled: ReadonlySet<string> = new Set(['engine'])

/**
 * Everything from outside, and the only layers, folders or files that may use it.
 * What is not listed is not allowed, so a new dependency is a decision in the diff.
 */
export const outside: Readonly<Record<string, readonly string[]>> = {
  zod: ['model', 'engine'],
  yaml: ['model/yaml-text.ts'],
  fastify: ['api'],
  '@fastify/static': ['api'],
  ws: ['api', 'connect'],
  pino: ['daemon'],
  react: ['web'],
  'react-dom': ['web/app/main.tsx'],
  '@patternfly/react-core': ['web'],
  '@patternfly/react-icons': ['web'],
  '@patternfly/react-table': ['web'],
  '@tanstack/react-query': ['web'],
  '@tanstack/react-router': ['web'],
  '@novnc/novnc': ['web/screen/screen-view.ts'],
  '@xterm/xterm': ['web/console/console-terminal.ts'],
  '@xterm/addon-fit': ['web/console/console-terminal.ts'],
  '@xterm/addon-search': ['web/console/console-terminal.ts'],
  uplot: ['web/chart/time-chart.tsx'],
  'node:sqlite': ['store'],
  'node:util': ['host', 'cli'],
  'node:process': ['host', 'daemon', 'cli'],
}

/** The rest of Node belongs to the one layer that touches the machine. */
const ownerOfNode: readonly string[] = ['host']

export type Look = { readonly files: number; readonly findings: readonly string[] }

/** Reads every source file under `root`/src and says which imports the table does not allow, as `file:line: why`. */
export function lookAtLayers(root: string): Look {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).toSorted()
  const findings = files.flatMap((file) =>
    importsOf(join(root, file)).flatMap((found) => {
      const why = refuse(file, found)
      return why === undefined ? [] : [`${file}:${found.line}: ${why}`]
    }),
  )
  return { files: files.length, findings }
}

function refuse(file: string, found: Import): string | undefined {
  if (found.to === undefined) return 'import() needs a plain string, so that this check can read it'
  return found.to.startsWith('.') ? refuseInside(file, found.to, found.typesOnly) : refuseOutside(file, found.to)
}

function refuseInside(file: string, to: string, typesOnly: boolean): string | undefined {
  const target = normalize(join(dirname(file), to))
  if (!target.startsWith('src/')) return `src must not import from outside src (${target})`
  const [from, below] = [layerOf(file), layerOf(target)]
  const allowed = layers[from]
  if (allowed === undefined) return `${from} is no layer: add it to the table in test/rules/layers.ts`
  if (from === below) return refuseSibling(from, file, target)
  const access = allowed[below]
  if (access === undefined) return `${from} must not import ${below}`
  return access === 'types' && !typesOnly
    ? `${from} may import only types from ${below}: write \`import type\``
    : undefined
}

function refuseSibling(layer: string, file: string, target: string): string | undefined {
  const [one, other] = [wingOf(file), wingOf(target)]
  return walled.has(layer) && one !== other ? `${one} must not know ${other}` : undefined
}

function refuseOutside(file: string, to: string): string | undefined {
  const name = packageOf(to)
  const owners = outside[name] ?? (name.startsWith('node:') ? ownerOfNode : [])
  const isAllowed = owners.some((owner) => file === `src/${owner}` || file.startsWith(`src/${owner}/`))
  return isAllowed ? undefined : `${name} belongs to [${owners.join(', ')}]`
}

const layerOf = (path: string): string => path.split('/')[1] ?? ''
const wingOf = (path: string): string => path.split('/').slice(1, 3).join('/')

/** `node:fs/promises` is `node:fs`, `@scope/name/part` is `@scope/name`. */
function packageOf(to: string): string {
  return to.split('/', to.startsWith('@') ? 2 : 1).join('/')
}

import { type JsonSchema, jsonSchema } from '../../model/json-schema.ts'
import type { Heeded, Route } from '../route.ts'
import { responsesOf } from './responses.ts'
import { componentSchemas, reference } from './schemas.ts'

const headerMeanings: Readonly<Record<Heeded, string>> = {
  'If-Match': 'ETag of the instance as it was read; the change is refused when it has changed since.',
  Prefer: '`wait=SECONDS`: hold the answer back until the operation has ended, at most 600 seconds (RFC 7240).',
  'Idempotency-Key': 'A text of your own: the same request with the same key is done once.',
  'Last-Event-ID': 'Go on after this event.',
}

/** The contract as OpenAPI 3.1. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const byPath = Map.groupBy(routes, ({ path }) => path.replace(/:(\w+)/g, '{$1}'))
  return {
    openapi: '3.1.1',
    info: {
      title: 'stroj',
      version,
      summary: 'Virtual machines and containers on one Linux host',
      description: 'Served on a unix socket, and on TCP when that is opened; see docs/api.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: 'http://localhost', description: 'over the unix socket of the daemon, where nobody has to say who he is' },
      { url: 'http://127.0.0.1:8686', description: 'where `stroj web` opens it by default' },
    ],
    paths: Object.fromEntries([...byPath].map(([path, methods]) => [path, pathItem(methods)])),
    components: { schemas: componentSchemas(), securitySchemes },
  }
}

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'Made by `stroj token create`.' },
  session: { type: 'apiKey', in: 'cookie', name: 'stroj-PORT', description: 'Given by POST /v1/session.' },
}
const known = [{}, { token: [] }, { session: [] }]

function pathItem(routes: readonly Route[]): object {
  return Object.fromEntries(routes.map((route) => [route.method.toLowerCase(), operationOf(route)]))
}

function operationOf(route: Route): object {
  const { operationId, summary, body, bodyOptional, path, access } = route
  const parameters = parametersOf(route)
  return {
    operationId,
    summary,
    tags: [/^\/v1\/([a-z]+)/.exec(path)?.[1] ?? 'probes'],
    security: access === 'anyone' ? [] : known,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: !bodyOptional, content: { 'application/json': { schema: reference(body) } } },
    }),
    responses: responsesOf(route),
  }
}

function parametersOf({ params, query, heeds }: Route): readonly object[] {
  const headers = heeds.map((name) => ({
    name,
    in: 'header',
    description: headerMeanings[name],
    schema: { type: 'string' },
  }))
  return [...oneByOne(params, 'path'), ...oneByOne(query, 'query'), ...headers]
}

function oneByOne(schema: Route['params'], where: 'path' | 'query'): readonly object[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Readonly<Record<string, JsonSchema>>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }))
}

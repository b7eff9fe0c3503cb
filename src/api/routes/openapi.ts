import { text } from '../answer.ts'
import { type Route, route } from '../route.ts'

/** Tells the whole contract, itself included. */
export function openApiRoute(all: () => readonly Route[]): Route {
  return route('GET', '/openapi.json', {
    operationId: 'openApi',
    summary: 'This contract as OpenAPI 3.1',
    answer: text('application/json; charset=utf-8'),
    handle: async ({ daemon }) => {
      // Seldom asked for, and the only reader of the generator of schemas.
      const { openApiDocument } = await import('../openapi/document.ts')
      return JSON.stringify(openApiDocument(all(), daemon.version))
    },
  })
}

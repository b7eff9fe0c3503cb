import { OperationListing } from '../../model/listing.ts'
import { Operation } from '../../model/operation.ts'
import { OperationParams, OperationQuery } from '../../model/request.ts'
import { cancelOperation } from '../../service/operation/cancel.ts'
import { listOperations } from '../../service/operation/list.ts'
import { showOperation } from '../../service/operation/show.ts'
import { waitForOperation } from '../../service/operation/wait.ts'
import { watchOperation } from '../../service/operation/watch.ts'
import { events, json, type News } from '../answer.ts'
import { route } from '../route.ts'

export const operationRoutes = [
  route('GET', '/v1/operations', {
    operationId: 'listOperations',
    summary: 'List operations, newest first',
    query: OperationQuery,
    answer: json(OperationListing),
    handle: async ({ deps, query }) => ({ items: await listOperations(deps, query) }),
  }),
  route('GET', '/v1/operations/:id', {
    operationId: 'showOperation',
    summary: 'Show an operation; with `Prefer: wait=SECONDS` when it has ended, or after that time',
    params: OperationParams,
    heeds: ['Prefer'],
    faults: ['operation.not-found'],
    answer: json(Operation),
    handle: ({ deps, params: { id }, waitMs, signal }) =>
      waitMs > 0 ? waitForOperation(deps, id, waitMs, signal) : showOperation(deps, id),
  }),
  route('POST', '/v1/operations/:id/cancel', {
    operationId: 'cancelOperation',
    summary: 'Ask an operation to stop; it ends when it has undone what it began',
    params: OperationParams,
    faults: ['operation.not-found', 'operation.not-cancellable'],
    answer: json(Operation, 202),
    handle: ({ deps, params }) => cancelOperation(deps, params.id),
  }),
  route('GET', '/v1/operations/:id/events', {
    operationId: 'watchOperation',
    summary: 'Every change of an operation until its end, beginning with how it is now',
    params: OperationParams,
    faults: ['operation.not-found'],
    answer: events(Operation),
    handle: async ({ deps, params: { id }, signal }) => {
      await showOperation(deps, id)
      return asNews(watchOperation(deps, id, signal))
    },
  }),
]

async function* asNews(operations: AsyncIterable<Operation>): AsyncGenerator<News<Operation>> {
  for await (const data of operations) yield { event: 'operation', data }
}

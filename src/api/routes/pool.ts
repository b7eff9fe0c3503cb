import { Pool, PoolCreate, PoolListing } from '../../model/pool.ts'
import { PoolParams } from '../../model/request.ts'
import { createPool, deletePool, listPools } from '../../service/pool/pools.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const poolRoutes = [
  route('GET', '/v1/pools', {
    operationId: 'listPools',
    summary: 'List the pools and what is left in them',
    answer: json(PoolListing),
    handle: ({ deps }) => listPools(deps),
  }),
  route('POST', '/v1/pools', {
    operationId: 'createPool',
    summary: 'Make a folder of the host a pool',
    body: PoolCreate,
    faults: ['pool.exists', 'pool.unusable'],
    answer: json(Pool),
    handle: ({ deps, body }) => createPool(deps, body),
  }),
  route('DELETE', '/v1/pools/:name', {
    operationId: 'deletePool',
    summary: 'Forget a pool in which no volume is; the folder stays',
    params: PoolParams,
    faults: ['pool.not-found', 'pool.in-use'],
    answer: json(Pool),
    handle: ({ deps, params }) => deletePool(deps, params.name),
  }),
]

import { InstanceParams } from '../../model/request.ts'
import { UsageHistory, UsageListing, UsageQuery } from '../../model/usage.ts'
import { readInstance } from '../../service/instance/read.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const usageRoutes = [
  route('GET', '/v1/usage', {
    operationId: 'listUsage',
    summary: 'What each instance that runs uses of the host now',
    answer: json(UsageListing),
    handle: ({ deps }) => deps.usage.newest(),
  }),
  route('GET', '/v1/instances/:name/usage', {
    operationId: 'instanceUsage',
    summary: 'What an instance has used of the host in the last minutes, hours or days',
    params: InstanceParams,
    query: UsageQuery,
    faults: ['instance.not-found'],
    answer: json(UsageHistory),
    handle: async ({ deps, params, query }) => {
      const { value } = await readInstance(deps, params.name)
      return deps.usage.history(value.id, query.span)
    },
  }),
]

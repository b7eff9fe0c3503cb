import { WarmParams } from '../../model/request.ts'
import { WarmCreate, WarmImage, WarmListing, WarmSettings, WarmSettingsChange } from '../../model/warm.ts'
import { makeWarm } from '../../service/warm/make.ts'
import { readSettings } from '../../service/warm/records.ts'
import { deleteWarm } from '../../service/warm/remove.ts'
import { changeWarmSettings } from '../../service/warm/settings.ts'
import { listWarm } from '../../service/warm/view.ts'
import { json, operation } from '../answer.ts'
import { route } from '../route.ts'

export const warmRoutes = [
  route('GET', '/v1/warm-images', {
    operationId: 'listWarmImages',
    summary: 'List the guests that are kept for instances to begin from, newest first',
    answer: json(WarmListing),
    handle: ({ deps }) => listWarm(deps),
  }),
  route('POST', '/v1/warm-images', {
    operationId: 'createWarmImage',
    summary: 'Boot a guest of an image and keep it, for instances like this spec to begin from',
    body: WarmCreate,
    faults: ['image.not-found', 'image.ambiguous', 'warm.refused', 'warm.over-budget', 'host.disk-full'],
    answer: operation(),
    handle: ({ deps, body, request }) => makeWarm(deps, { ...body, automatic: false }, request),
  }),
  route('DELETE', '/v1/warm-images/:id', {
    operationId: 'deleteWarmImage',
    summary: 'Remove a kept guest, and answer what it was; instances that began from it stay as they are',
    params: WarmParams,
    faults: ['warm.not-found'],
    answer: json(WarmImage),
    handle: ({ deps, params }) => deleteWarm(deps, params.id),
  }),
  route('GET', '/v1/warm-settings', {
    operationId: 'warmSettings',
    summary: 'How guests are kept in general',
    answer: json(WarmSettings),
    handle: ({ deps }) => readSettings(deps),
  }),
  route('PATCH', '/v1/warm-settings', {
    operationId: 'changeWarmSettings',
    summary: 'Change how guests are kept; what does not fit into the budget goes at once',
    body: WarmSettingsChange,
    answer: json(WarmSettings),
    handle: ({ deps, body }) => changeWarmSettings(deps, body),
  }),
]

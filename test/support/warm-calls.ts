/** Calls of warm images that all succeed in this order, on a bench that can make none by itself. */
export const warmCalls = [
  {
    does: 'createWarmImage',
    method: 'POST',
    path: '/v1/warm-images',
    body: { spec: { image: 'debian' } },
    headers: { prefer: 'wait=10' },
  },
  { does: 'listWarmImages', method: 'GET', path: '/v1/warm-images' },
  { does: 'warmSettings', method: 'GET', path: '/v1/warm-settings' },
  { does: 'changeWarmSettings', method: 'PATCH', path: '/v1/warm-settings', body: { budget: '8GiB' } },
] as const

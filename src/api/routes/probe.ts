import { Health } from '../../model/health.ts'
import { json, text } from '../answer.ts'
import { metrics } from '../metrics.ts'
import { route } from '../route.ts'

/** For those who watch over the daemon; the only routes without a version. */
export const probeRoutes = [
  route('GET', '/healthz', {
    operationId: 'health',
    summary: 'Whether the daemon answers at all',
    access: 'anyone',
    answer: json(Health),
    handle: async () => ({ status: 'ok' as const }),
  }),
  route('GET', '/readyz', {
    operationId: 'readiness',
    summary: 'Whether the daemon can do its work: its store answers, and can be written',
    answer: json(Health),
    faults: ['host.unwritable'],
    handle: async ({ deps, daemon }) => {
      if (deps.store.trouble) throw deps.store.trouble
      await daemon.status()
      return { status: 'ok' as const }
    },
  }),
  route('GET', '/metrics', {
    operationId: 'metrics',
    summary: 'Figures in the Prometheus text format 0.0.4',
    answer: text('text/plain; version=0.0.4; charset=utf-8'),
    handle: ({ deps, daemon }) => metrics(deps, daemon),
  }),
]

import { Explanation, ExplanationCreate } from '../../model/explanation.ts'
import { explainNewInstance } from '../../service/instance/explain-new.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const explanationRoutes = [
  route('POST', '/v1/explanations', {
    operationId: 'explainNewInstance',
    summary: 'The plain commands that making and starting an instance stand for; nothing is done',
    body: ExplanationCreate,
    faults: ['spec.invalid', 'instance.exists', 'image.not-found', 'instance.too-much-memory', 'instance.cpu-unknown'],
    answer: json(Explanation),
    handle: ({ deps, body }) => explainNewInstance(deps, body),
  }),
]

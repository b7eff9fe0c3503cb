import { Instance, InstanceChange, InstanceCreate, InstanceMedium, InstanceRename } from '../../model/instance.ts'
import { InstanceListing } from '../../model/listing.ts'
import { InstanceDeleteQuery, InstanceListQuery, InstanceParams } from '../../model/request.ts'
import { changeMedium } from '../../service/instance/change-medium.ts'
import { createInstance } from '../../service/instance/create.ts'
import { deleteInstance } from '../../service/instance/delete.ts'
import { listInstances } from '../../service/instance/list.ts'
import { renameInstance } from '../../service/instance/rename.ts'
import { setInstance } from '../../service/instance/set.ts'
import { showInstance } from '../../service/instance/show.ts'
import { renewInstance } from '../../service/temporary/renew.ts'
import { json, operation, revised } from '../answer.ts'
import { choose } from '../choose-fields.ts'
import { route } from '../route.ts'

export const instanceRoutes = [
  route('GET', '/v1/instances', {
    operationId: 'listInstances',
    summary: 'List instances by name, a page at a time',
    query: InstanceListQuery,
    lists: ['label'],
    answer: json(InstanceListing),
    handle: async ({ deps, query: { fields, ...query } }) => choose(await listInstances(deps, query), fields),
  }),
  route('POST', '/v1/instances', {
    operationId: 'createInstance',
    summary: 'Create an instance',
    body: InstanceCreate,
    faults: [
      'spec.invalid',
      'instance.exists',
      'instance.busy',
      'image.not-found',
      'instance.too-much-memory',
      'instance.cpu-unknown',
    ],
    answer: operation(),
    handle: ({ deps, body, request }) => createInstance(deps, body, request),
  }),
  route('GET', '/v1/instances/:name', {
    operationId: 'showInstance',
    summary: 'Show an instance with its state, what may be asked of it, and its addresses',
    params: InstanceParams,
    faults: ['instance.not-found'],
    answer: revised(Instance),
    handle: ({ deps, params, signal }) => showInstance(deps, params.name, signal),
  }),
  route('PATCH', '/v1/instances/:name', {
    operationId: 'setInstance',
    summary: 'Change the spec; a running instance takes what it can at once, and the rest is pending, with the reason',
    params: InstanceParams,
    body: InstanceChange,
    heeds: ['If-Match'],
    faults: [
      'instance.not-found',
      'instance.busy',
      'instance.change-refused',
      'instance.cpu-unknown',
      'spec.invalid',
      'request.stale',
    ],
    answer: revised(Instance),
    handle: ({ deps, params, body, expectedRevision }) => setInstance(deps, params.name, body, expectedRevision),
  }),
  route('DELETE', '/v1/instances/:name', {
    operationId: 'deleteInstance',
    summary: 'Delete an instance and its disks',
    params: InstanceParams,
    query: InstanceDeleteQuery,
    faults: ['instance.not-found', 'instance.busy', 'instance.wrong-state'],
    answer: operation(),
    handle: ({ deps, params, query, request }) => deleteInstance(deps, params.name, query, request),
  }),
  route('POST', '/v1/instances/:name/medium', {
    operationId: 'changeMedium',
    summary: 'Put another medium into the drive, or take it out; at once when it runs',
    params: InstanceParams,
    body: InstanceMedium,
    faults: [
      'instance.not-found',
      'instance.busy',
      'instance.no-drive',
      'instance.medium-locked',
      'instance.disk-file-missing',
      'image.not-found',
      'image.no-medium',
    ],
    answer: revised(Instance),
    handle: ({ deps, params, body }) => changeMedium(deps, params.name, body),
  }),
  route('POST', '/v1/instances/:name/renew', {
    operationId: 'renewInstance',
    summary: 'Say that a temporary instance is still used, so that it is not deleted yet',
    params: InstanceParams,
    faults: ['instance.not-found', 'instance.not-temporary'],
    answer: revised(Instance),
    handle: ({ deps, params }) => renewInstance(deps, params.name),
  }),
  route('POST', '/v1/instances/:name/rename', {
    operationId: 'renameInstance',
    summary: 'Give an instance another name',
    params: InstanceParams,
    body: InstanceRename,
    faults: ['instance.not-found', 'instance.exists', 'instance.busy', 'instance.wrong-state'],
    answer: revised(Instance),
    handle: ({ deps, params, body }) => renameInstance(deps, params.name, body.name),
  }),
]

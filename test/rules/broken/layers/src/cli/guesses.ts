// expect: lodash belongs to []
import { chunk } from 'lodash'
// expect: cli must not import service
import { createInstance } from '../service/instance/create.ts'
// expect: @scope/name belongs to []
import tab from '@scope/name/part'

export const y = [chunk, createInstance, tab]

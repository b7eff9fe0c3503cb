// expect: lodash belongs to []
import { chunk } from 'lodash'
// expect: cli must not import service
import { createInstance } from '../service/instance/create.ts'
// expect: @bomb.sh/tabs belongs to []
import tab from '@bomb.sh/tabs'
import complete from '@bomb.sh/tab/commander'

export const y = [chunk, createInstance, tab, complete]

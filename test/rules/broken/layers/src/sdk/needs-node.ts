// expect: sdk must not import connect
import { dial } from '../connect/dial.ts'
// expect: ws belongs to [api, connect]
import { WebSocket } from 'ws'

export const y = [dial, WebSocket]

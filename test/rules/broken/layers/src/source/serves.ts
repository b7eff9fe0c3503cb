// expect: fastify belongs to [api]
import fastify from 'fastify'
// expect: source must not import store
import type { Row } from '../store/row.ts'

export const y = (row: Row) => fastify(row)

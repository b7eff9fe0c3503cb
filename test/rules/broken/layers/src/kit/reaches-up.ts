// expect: kit must not import model
import { x } from '../model/x.ts'
// expect: zod belongs to [model, engine]
import * as z from 'zod'
// expect: node:fs belongs to [host]
import { readFile } from 'node:fs/promises'

export const y = [x, z, readFile]

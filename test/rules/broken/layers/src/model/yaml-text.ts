import { parse } from 'yaml'
import * as z from 'zod'

export const y = [parse(''), z]

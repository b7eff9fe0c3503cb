import type { Run } from '../loaders.ts'
import { readChoice } from '../read-value.ts'
import { scripts } from './scripts.ts'

const shells = ['bash', 'zsh', 'fish'] as const

export const run: Run<'completion'> = ({ shell }, { screen }) =>
  screen.write(scripts[readChoice('The shell', shells, shell)])

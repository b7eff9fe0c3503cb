import process from 'node:process'
import { tellStarter } from '../host/ready-pipe.ts'
import { Fault } from '../model/fault.ts'
import { readConfig } from './config.ts'
import { serve } from './serve.ts'

process.umask(0o077)
const config = readConfig(process.argv.slice(2), process.env, process.pid)

try {
  await serve(config)
} catch (error) {
  if (!(error instanceof Fault)) throw error
  tellStarter(config.readyFd, { problem: error.toProblem() })
  process.stderr.write(`strojd: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`)
  process.exitCode = 1
}

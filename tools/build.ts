import { buildCli } from './build/cli.ts'
import { buildDaemon } from './build/daemon.ts'

await Promise.all([buildCli(), buildDaemon()]).catch(() => {
  // esbuild has said what is wrong.
  process.exitCode = 1
})

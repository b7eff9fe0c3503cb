import { buildCli } from './build/cli.ts'
import { buildDaemon } from './build/daemon.ts'
import { buildSdk } from './build/sdk.ts'

await Promise.all([buildCli(), buildDaemon(), buildSdk()]).catch(() => {
  // esbuild or the compiler has said what is wrong.
  process.exitCode = 1
})

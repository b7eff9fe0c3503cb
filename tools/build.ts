import { buildCli } from './build/cli.ts'
import { buildDaemon } from './build/daemon.ts'
import { buildSdk } from './build/sdk.ts'
import { buildWeb } from './build/web.ts'

await Promise.all([buildCli(), buildDaemon(), buildSdk(), buildWeb()]).catch(() => {
  // esbuild, vite or the compiler has said what is wrong.
  process.exitCode = 1
})

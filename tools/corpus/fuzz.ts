import { join } from 'node:path'
import { TempDir } from '../../src/host/temp-dir.ts'
import { fuzzGate } from '../../test/corpus/fuzz.ts'
import { Traced } from '../../test/corpus/traced.ts'
import { makeBases } from '../../test/corpus/write-corpus.ts'

/** Random disk files through the gate, qemu-img traced: `node tools/corpus/fuzz.ts SECONDS [SEED]`. */
const [seconds = '300', seed = `${Date.now() % 2 ** 31}`] = process.argv.slice(2)
await using folder = await TempDir.make('stroj-fuzz')
const bases = await makeBases(folder.path)
await using traced = await Traced.begin(join(folder.path, 'trace'))
const wish = { seed: Number(seed), milliseconds: Number(seconds) * 1000, folder: folder.path }
const { files, inspected, taken, findings } = await fuzzGate(bases, traced, wish)
process.stdout.write(`seed ${seed}: ${files} files, ${inspected} seen by qemu-img, ${taken} taken in\n`)
for (const finding of findings) process.stdout.write(`${finding}\n`)
process.exitCode = findings.length > 0 ? 1 : 0

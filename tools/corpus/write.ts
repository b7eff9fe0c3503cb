import { writeCorpus } from '../../test/corpus/write-corpus.ts'

/** Writes the corpus of bad disk files into a folder, to be tried by hand: `node tools/corpus/write.ts FOLDER`. */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node tools/corpus/write.ts FOLDER')
await writeCorpus(folder)

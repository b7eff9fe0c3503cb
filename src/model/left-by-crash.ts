/** What is left of an operation that ended with its daemon, as the end of a sentence. All but these are undone by the next one. */
const left: Readonly<Record<string, string>> = {
  'snapshot.restore': 'the instance is as it was, or as in that snapshot',
  'volume.commit': 'the volume reads as before, and its base may have a part of it',
  'volume.export': 'a file FILE.part can be removed, and a block device that it was to go to has a part of the volume',
  'volume.rekey': 'either the old passphrase opens it or the new one, and not both',
  'volume.resize': 'it has the old size or the new one',
  'volume.snapshot': 'the state is kept, or nothing was changed',
  'volume.restore': 'the volume is as it was, or as in that state',
  'volume.forget': 'the state is gone, or nothing was changed',
}

export function leftByCrash(kind: string): string {
  return left[kind] ?? 'what was half done has been undone'
}

import { FakeVolumeStore } from '../fake/volume-store.ts'
import { VolumesBench } from '../support/volumes-bench.ts'
import { volumeStoreContract } from './volume-store.ts'

volumeStoreContract('the fake', async () => ({ store: new FakeVolumeStore(), [Symbol.asyncDispose]: async () => {} }))
volumeStoreContract('the store of folders', () => VolumesBench.open())

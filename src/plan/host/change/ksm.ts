import { type Act, impossible, inPlace, needed, type Planner, type Wish, write } from './act.ts'

const path = '/sys/kernel/mm/ksm/run'

/** Documentation/admin-guide/mm/ksm.rst: 1 runs it; 0 stops it, and what is merged stays so until it is written to. */
export const ksm: Planner = {
  title: 'Keep equal memory of guests only once (kernel samepage merging), until the next boot.',
  make: (wish) => (stateOf(wish) === 'running' ? inPlace() : switchIt(wish, on, off)),
  takeBack: (wish) => (stateOf(wish) === 'running' ? switchIt(wish, off, on) : inPlace()),
}

const on = write('ksmd begins to look for equal pages', path, '1\n')
const off = write('ksmd stops; pages that are shared stay so until they are written to', path, '0\n')

const stateOf = ({ inventory }: Wish) => inventory.memory.ksm

function switchIt(wish: Wish, step: Act['step'], back: Act['step']) {
  if (stateOf(wish) === 'absent') return impossible(wish, 'this kernel cannot do it (CONFIG_KSM)')
  return needed([{ step, undo: [back] }])
}

// expect: a module has constants only: state belongs to an object
let count = 0
// expect: a module has constants only: state belongs to an object
export let last = ''

export function next(): number {
  let step = 1
  step += count
  count = step
  last = String(count)
  return count
}

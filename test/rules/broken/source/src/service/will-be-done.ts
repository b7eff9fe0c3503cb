// expect: finish it, or write an issue
// TODO: think of something
export const a = 1

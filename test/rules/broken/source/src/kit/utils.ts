// expect: a file is named after its one reason to exist
export const a = 1

// expect: modules are imported, so that the import table sees them
export const files = process.getBuiltinModule('node:fs')

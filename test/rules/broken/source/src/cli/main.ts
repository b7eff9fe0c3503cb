export const colours = (): boolean => process.env['NO_COLOR'] === undefined

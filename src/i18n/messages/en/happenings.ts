export const happenings = {} as const

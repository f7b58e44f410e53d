import type { happenings as english } from '../en/happenings.ts'

export const happenings: Record<keyof typeof english, string> = {}

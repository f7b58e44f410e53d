import type { inspector as english } from '../en/inspector.ts'

export const inspector: Record<keyof typeof english, string> = {}

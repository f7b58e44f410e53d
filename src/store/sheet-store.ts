/** On a phone: what lies over the stage. Elsewhere nobody looks at it. */
import { create } from 'zustand'

export type Sheet = 'terminals' | 'events' | 'more' | 'lessons'

export const useSheet = create<{ readonly sheet: Sheet | null }>()(() => ({ sheet: null }))

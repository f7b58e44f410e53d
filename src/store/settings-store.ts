/** What the run's Kafka version knows of its settings; null until an editor asked for it (`loadKnownSettings`). */
import { create } from 'zustand'
import type { KnownSettings } from '../worker/port.ts'

export const useKnownSettings = create<{ readonly known: KnownSettings | null }>()(() => ({ known: null }))

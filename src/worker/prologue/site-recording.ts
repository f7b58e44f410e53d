import type { PackedRecording } from './recording.ts'

/**
 * Fetches the recording that the build made of this very engine (`scripts/prologue.mjs`, which puts its own module in
 * place of this one); null in tests and in `npm run dev`, where the engine shows the first seconds itself.
 */
export const fetchRecording: (() => Promise<{ readonly default: PackedRecording }>) | null = null

import type { PackedRecording, PackedRest } from './recording.ts'

/** What the build makes of this very engine, a file each; what the picture begins with is fetched first. */
interface SiteRecording {
  readonly fetchBeginning: () => Promise<{ readonly default: PackedRecording }>
  readonly fetchRest: () => Promise<{ readonly default: PackedRest }>
}

/**
 * Fetches the recording that the build made (`scripts/prologue.mjs`, which puts its own module in place of this one);
 * null in tests and in `npm run dev`, where the engine shows the first seconds itself.
 */
export const siteRecording: SiteRecording | null = null

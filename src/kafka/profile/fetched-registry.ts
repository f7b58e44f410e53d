/**
 * The Kafka versions that come only when a run of theirs is opened, and how each is fetched. Whoever opens a run asks for
 * its version first (`worker/fetch-version.ts`), and hands it to `registerVersion`.
 */
import type { Profile } from './profile.ts'
import type { DEFAULT_PROFILE, ProfileName } from './properties-registry.ts'
import { registerProfile } from './registry.ts'
import type { ToolProfile } from './tool-profile.ts'
import { registerTools } from './tool-registry.ts'

/** What a version's `version.ts` holds. */
export interface Version {
  readonly profile: Profile
  readonly tools: ToolProfile
}

type FetchVersion = () => PromiseLike<{ readonly VERSION: Version }>

const FETCHED: Readonly<Record<Exclude<ProfileName, typeof DEFAULT_PROFILE>, FetchVersion>> = {
  'kafka-2.5': () => import('./kafka-2.5/version.ts'),
}

/** Null where the version is always there, or nobody knows it. */
export function fetchOf(profile: string): FetchVersion | null {
  return Object.hasOwn(FETCHED, profile) ? FETCHED[profile as keyof typeof FETCHED] : null
}

/** From now on a run of this version can be opened in this process. */
export function registerVersion({ profile, tools }: Version): void {
  registerProfile(profile)
  registerTools(profile.name, tools)
}

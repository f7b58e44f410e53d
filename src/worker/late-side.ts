/**
 * The functions that a healthy cluster does not need in its first seconds. The build puts them into a file of their own,
 * and its own code in place of this (`scripts/late-functions.mjs`); everywhere else they are here from the start.
 */
export interface LateSide {
  /** Resolves once every function is here. */
  fetch(): Promise<void>
  /** One of them was called before it was here, so the world can no longer be trusted. */
  missed(): boolean
}

/** Null: there is nothing to fetch. */
export const lateSide: LateSide | null = null

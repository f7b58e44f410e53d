/**
 * The version of what a journal means, for those who must not load the engine. A run written by a newer engine is not
 * opened: the same commands might end elsewhere, and a link that silently shows another instant is worse than one that
 * says it cannot be shown.
 */
export { ENGINE_VERSION } from '../cli/engine-version.ts'

/** Negative, zero or positive, as `a` is older than, the same as or newer than `b`; parts are compared as numbers. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

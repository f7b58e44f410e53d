/**
 * From when on a timer is worth watching. Whoever is well renews his sessions and fetches long before they end; a row that
 * told of each renewal would change with every heartbeat, and a ring that starts anew every two seconds says nothing.
 */
import type { Wait } from '../cluster-image.ts'

/** A sign of life that is late by half is missed. */
const LATE = 1.5

/** The wait, once it has lasted longer than the `usualUs` after which it is renewed by who is well. */
export function waitOnceLate(sinceUs: number, untilUs: number, usualUs: number, nowUs: number): Wait | null {
  return nowUs - sinceUs > usualUs * LATE ? { sinceUs, untilUs } : null
}

/** The same where nobody says how often it is renewed: after this share of it. */
export function waitAfterShare(sinceUs: number, untilUs: number, share: number, nowUs: number): Wait | null {
  return nowUs - sinceUs > (untilUs - sinceUs) * share ? { sinceUs, untilUs } : null
}

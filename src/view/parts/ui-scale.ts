/**
 * How much larger than usual type and controls around the stage are: they are measured in rem, and the root's type grows
 * with the window (`base.css`). What is measured in pixels by scripts goes through here.
 */

const USUAL_ROOT_PX = 16

/** 1 in windows up to 1600 pixels wide or 1000 high; 2.16 on a 4K screen. */
export function uiScale(): number {
  const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Number.isFinite(rootPx) && rootPx > 0 ? rootPx / USUAL_ROOT_PX : 1
}

/** A length that was chosen in pixels of a usual window, as a CSS length that grows with the others. */
export function inRem(px: number): string {
  return `${px / USUAL_ROOT_PX}rem`
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i

/** `PnDTnHnMn.nS` in whole milliseconds, as settings give durations that are not negative; null: it is none. */
export function durationMs(text: string): number | null {
  const match = DURATION.exec(text)
  if (match === null || /(P|T)$/i.test(text)) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((each) => Number(each ?? 0))
  return Math.floor((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
}

/**
 * How many outputs of each table and recording have agreed with real Kafka so far (`conformance/floor.json`). Fewer is a
 * failure, whatever the reason: a tool that is gone, a recording that can no longer be played, a changed answer.
 */
import { type Json, numberOf, objectOf } from './suite.ts'

/** By file, `vectors/placement` or `recordings/data/verifiable-clients.kafka-4`. */
export type Floor = ReadonlyMap<string, number>

/** Throws BadTable where the file is none. */
export function floorOf(json: Json): Map<string, number> {
  return new Map(Object.entries(objectOf(json, 'floor')).map(([file, held]) => [file, numberOf(held, file)]))
}

/** In words, what has fallen below the floor or has none yet; empty where all is well. */
export function belowFloor(floor: Floor, held: Floor): string[] {
  const problems = fallen(floor, held)
  for (const [file, now] of held) {
    if (now > 0 && !floor.has(file)) problems.push(`${file} has no floor; --raise gives it one of ${now}`)
  }
  return problems
}

function fallen(floor: Floor, held: Floor): string[] {
  const problems: string[] = []
  for (const [file, least] of floor) {
    const now = held.get(file)
    if (now === undefined) problems.push(`${file} is not there; ${least} outputs of it agreed`)
    else if (now < least) problems.push(`${file}: ${now} outputs agree, the floor is ${least}`)
  }
  return problems
}

/** The floor with every file raised to what it reaches now. Refuses, in words, where one would have to be lowered. */
export function raiseFloor(floor: Floor, held: Floor): Floor | { readonly refused: readonly string[] } {
  const refused = fallen(floor, held)
  if (refused.length > 0) return { refused }
  const raised = new Map(floor)
  for (const [file, now] of held) if (now > 0) raised.set(file, now)
  return raised
}

/** As the file is written: one line a file, in order. */
export function floorText(floor: Floor): string {
  const rows = [...floor].sort(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`
}

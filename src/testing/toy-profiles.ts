/**
 * One field or rule of a version at a time: a toy that differs from the first version in that alone shows that what is
 * seen follows from it, and that nobody reads it elsewhere. Tables are by the field's name, so that one that is forgotten
 * does not compile.
 */
import { expect, test } from 'vitest'
import type { Profile } from '../kafka/profile/profile.ts'
import { DEFAULT_PROFILE, profileOf, registerProfile } from '../kafka/profile/registry.ts'
import type { Rules } from '../kafka/profile/rules.ts'
import type { ToolProfile } from '../kafka/profile/tool-profile.ts'
import { registerTools, toolsOf } from '../kafka/profile/tool-registry.ts'

export const BASE = profileOf(DEFAULT_PROFILE)

/** Fields of a version's command line that have a file of their own, `toy-small-tools.test.ts`. */
export type ProvenApart =
  | 'consumerPerf'
  | 'configCommand'
  | 'leaderElection'
  | 'commit'
  | 'libraries'
  | 'logDirs'
  | 'awaitsPartitions'
  | 'readsEmptyJson'
  | 'consoleProducer'

export interface Proof<Value> {
  /** What the toy has or decides instead. */
  readonly toy: Value
  /** What somebody sees of it with a version. */
  seen(profile: string): unknown
  /** What is seen with the first version, and with the toy. */
  readonly own: unknown
  readonly toys: unknown
}

export type Proofs<Fields> = { readonly [Name in keyof Fields]-?: Proof<Fields[Name]> }

/** A version that is the first one but for `change`; its name. */
export function toyProfile(name: string, change: Partial<Profile>, tools: Partial<ToolProfile> = {}): string {
  registerProfile({ ...BASE, ...change, name })
  registerTools(name, { ...toolsOf(DEFAULT_PROFILE), ...tools })
  return name
}

/** A test a row: with the toy, and with the first version. */
export function proves<Fields extends object>(
  of: string,
  proofs: Proofs<Fields>,
  toyOf: (name: string, change: Partial<Fields>) => string,
): void {
  for (const [field, proof] of Object.entries(proofs) as [string, Proof<unknown>][]) {
    test(`${of} ${field}: what is seen follows the version`, () => {
      const toy = toyOf(`toy-${of.replaceAll(' ', '-')}-${field}`, { [field]: proof.toy } as Partial<Fields>)
      expect({ own: proof.seen(DEFAULT_PROFILE), toys: proof.seen(toy) }).toEqual({ own: proof.own, toys: proof.toys })
    })
  }
}

export function provesRules<Area extends keyof Rules>(area: Area, proofs: Proofs<Rules[Area]>): void {
  proves<Rules[Area]>(`rules of ${area}`, proofs, (name, change) =>
    toyProfile(name, { rules: { ...BASE.rules, [area]: { ...BASE.rules[area], ...change } } }),
  )
}

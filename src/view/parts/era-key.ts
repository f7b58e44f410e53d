import type { Era } from '../../scenarios/index.ts'

type InKeys<Name extends string> = Name extends `${infer Before}.${infer After}` ? `${Before}-${After}` : Name

/** Names of versions have points, which in keys of messages part them: `kafka-2.5` is `kafka-2-5` there. */
export function eraKey(profile: string): InKeys<Era> {
  return profile.replace('.', '-') as InKeys<Era>
}

import type { Translate } from '../../../../i18n/index.ts'

export const RULE_CLASS = 'kafkascope.RulePartitioner'

/** By the last part of a class's name; the empty one is a producer that names none. */
const KNOWN = ['BuiltIn', 'OldDefaultPartitioner', 'RulePartitioner'] as const
const KAFKAS = ['DefaultPartitioner', 'UniformStickyPartitioner', 'RoundRobinPartitioner'] as const

function shortName(className: string): string {
  return className === '' ? 'BuiltIn' : (className.split('.').at(-1) ?? className)
}

/** A class of Kafka's by its own name. */
export function partitionerName(className: string, t: Translate): string {
  const name = shortName(className)
  const known = KNOWN.find((each) => each === name)
  return known === undefined ? name : t(`partitioning.class.${known}`)
}

/** What it does, in a sentence; empty for a class that is not known. */
export function partitionerText(className: string, t: Translate): string {
  const name = shortName(className)
  const known = [...KNOWN, ...KAFKAS].find((each) => each === name)
  return known === undefined ? '' : t(`partitioning.about.${known}`)
}

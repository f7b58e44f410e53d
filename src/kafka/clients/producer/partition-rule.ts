/**
 * A partitioner that somebody wrote: an expression that gives a partition from what Java's `Partitioner.partition` gets.
 * The language it is written in is registered by whoever runs producers with rules, so that an engine without any need not
 * have it; `rule-language.ts` is the one there is.
 */
import { assert } from '../../../engine/assert.ts'
import type { ByteString } from '../../common/payload.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { PARTITIONER_RULE, RULE_PARTITIONER } from '../core/own-classes.ts'

/** What a rule may look at. */
export interface RuleInput {
  readonly topic: string
  readonly key: ByteString | null
  readonly value: ByteString | null
  readonly numPartitions: number
  /** Partitions that have a leader, in the order in which Kafka's client has them. */
  readonly available: readonly number[]
  /** How often this producer has asked about this topic. */
  readonly counter: number
}

/** What is wrong with a rule: `syntax` and the next four are seen when it is read, the others with a record. */
export type RuleProblem =
  | 'syntax'
  | 'unknownName'
  | 'wrongTypes'
  | 'notAllowed'
  | 'noNumber'
  | 'tooLarge'
  | 'noSuchValue'
  | 'divisionByZero'
  | 'overflow'
  | 'failed'

export interface RuleError {
  readonly problem: RuleProblem
  /** In the words of the language, in English. */
  readonly detail: string
  /** Of the rule's text, in UTF-16 units from 0. */
  readonly from: number
  readonly to: number
}

export interface CompiledRule {
  readonly usesCounter: boolean
  /** A whole number, whichever: whether the topic has such a partition is for others to look at. */
  apply(input: RuleInput): number | RuleError
}

export interface RuleLanguage {
  /** Pure: the same text always gives the same rule. */
  compile(text: string): CompiledRule | RuleError
}

/** Kept apart from state: it is the same in every process, and a function of the text alone. */
const MAX_COMPILED = 100
const compiled = new Map<string, CompiledRule | RuleError>()
let language: RuleLanguage | null = null

export function registerRuleLanguage(rules: RuleLanguage): void {
  language = rules
}

/** The rule, or why there is none. A rule that was used lately costs nothing to have again. */
export function compileRule(text: string): CompiledRule | RuleError {
  const known = compiled.get(text)
  if (known !== undefined) return known
  assert(language !== null, 'whoever runs a rule has registered its language')
  const rule = language.compile(text)
  if (compiled.size >= MAX_COMPILED) compiled.clear()
  compiled.set(text, rule)
  return rule
}

export function isRuleError(rule: CompiledRule | number | RuleError): rule is RuleError {
  return typeof rule === 'object' && 'problem' in rule
}

/** `line 2, column 5`, both from 1. */
export function placeInRule(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** What the class throws while a producer is made, or with a record. */
export function ruleException(text: string, error: RuleError, thrownBy: 'configure' | 'partition'): ClientError {
  const { line, column } = placeInRule(text, error.from)
  const why = `${error.detail} (line ${line}, column ${column})`
  return thrownBy === 'configure'
    ? clientError('ConfigException', `Invalid value ${text} for configuration ${PARTITIONER_RULE}: ${why}`)
    : clientError('IllegalArgumentException', `${RULE_PARTITIONER}: ${why}`)
}

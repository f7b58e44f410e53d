import type { Translate } from '../../../../i18n/index.ts'
import type { RuleError } from '../../../../worker/questions/read-partitioning.ts'

/** `Line 2, column 5: there is no such name (Unknown variable: nope)`. */
export function ruleErrorText(rule: string, { problem, detail, from }: RuleError, t: Translate): string {
  const before = rule.slice(0, from).split('\n')
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 }
  return t('partitioning.error.at', { ...place, what: t(`partitioning.error.${problem}`), detail })
}

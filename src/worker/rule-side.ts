/** What producers with rules for partitions need of the engine, and the terminal's programs. A file of its own in the build. */
import { registerRuleLanguage } from '../kafka/clients/producer/partition-rule.ts'
import { ruleLanguage } from '../kafka/clients/producer/rule-language.ts'

registerRuleLanguage(ruleLanguage)

export { ruleLanguage }

/** The whole simulator with its shell and tools, for programs in Node, tests and whoever needs it all at once. */
import { registerRuleLanguage } from '../kafka/clients/producer/partition-rule.ts'
import { ruleLanguage } from '../kafka/clients/producer/rule-language.ts'
import { simulatorModelOf } from './simulator-model.ts'
import { addTerminalRows, clientsInTerminals } from './terminal-image.ts'
import { workstationBehavior } from './workstation.ts'
import { workstationKind } from './workstation-kind.ts'

export { refuseCommand as refuse } from '../kafka/cluster/apply-command.ts'
export { workstationOf } from './simulator-model.ts'

registerRuleLanguage(ruleLanguage)

export const wholeWorkstation = workstationKind(workstationBehavior, {
  addRows: addTerminalRows,
  heldClients: clientsInTerminals,
})
export const simulatorModel = simulatorModelOf(wholeWorkstation)

import { commands } from './commands.ts'
import { dialogs } from './dialogs.ts'
import { happenings } from './happenings.ts'
import { inspector } from './inspector.ts'
import { simulator } from './simulator.ts'

const english = { ...commands, ...dialogs, ...happenings, ...inspector, ...simulator }

export type MoreKey = keyof typeof english
export type MoreMessages = Readonly<Record<MoreKey, string>>

export const messages: MoreMessages = english

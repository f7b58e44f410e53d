import type { MoreMessages } from '../en/more.ts'
import { commands } from './commands.ts'
import { dialogs } from './dialogs.ts'
import { happenings } from './happenings.ts'
import { inspector } from './inspector.ts'
import { legend } from './legend.ts'
import { simulator } from './simulator.ts'

export const messages: MoreMessages = { ...commands, ...dialogs, ...happenings, ...inspector, ...legend, ...simulator }

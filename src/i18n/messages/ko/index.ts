import type { Messages } from '../en/index.ts'
import { app } from './app.ts'
import { commands } from './commands.ts'
import { dialogs } from './dialogs.ts'
import { happenings } from './happenings.ts'
import { inspector } from './inspector.ts'
import { stage } from './stage.ts'
import { terminal } from './terminal.ts'
import { timeline } from './timeline.ts'

export const messages: Messages = {
  ...app,
  ...commands,
  ...dialogs,
  ...happenings,
  ...inspector,
  ...stage,
  ...terminal,
  ...timeline,
}

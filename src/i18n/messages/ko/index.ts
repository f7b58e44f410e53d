import type { CoreMessages } from '../en/index.ts'
import { app } from './app.ts'
import { stage } from './stage.ts'
import { timeline } from './timeline.ts'

export const messages: CoreMessages = { ...app, ...stage, ...timeline }

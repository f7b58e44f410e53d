/** What the first view says. The rest is in `more.ts`, loaded after it. */
import { app } from './app.ts'
import type { MoreKey } from './more.ts'
import { stage } from './stage.ts'
import { timeline } from './timeline.ts'

const english = { ...app, ...stage, ...timeline }

export type CoreKey = keyof typeof english
export type MessageKey = CoreKey | MoreKey
export type CoreMessages = Readonly<Record<CoreKey, string>>

export const messages: CoreMessages = english

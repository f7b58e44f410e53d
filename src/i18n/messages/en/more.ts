import { afterFirstFrames } from './after-first-frames.ts'
import { beside } from './beside.ts'
import { captions } from './captions.ts'
import { commands } from './commands.ts'
import { counters } from './counters.ts'
import { dialogs } from './dialogs.ts'
import { directories } from './directories.ts'
import { disk } from './disk.ts'
import { errors } from './errors.ts'
import { failures } from './failures.ts'
import { following } from './following.ts'
import { happenings } from './happenings.ts'
import { inspector } from './inspector.ts'
import { invitations } from './invitations.ts'
import { legend } from './legend.ts'
import { lessons } from './lessons.ts'
import { metrics } from './metrics.ts'
import { moves } from './moves.ts'
import { nodeMenu } from './node-menu.ts'
import { notes } from './notes.ts'
import { partitioning } from './partitioning.ts'
import { properties } from './properties.ts'
import { realKafka } from './real-kafka.ts'
import { runNotice } from './run-notice.ts'
import { simulator } from './simulator.ts'
import { spaceTime } from './space-time.ts'
import { terminal } from './terminal.ts'
import { timers } from './timers.ts'
import { transactions } from './transactions.ts'
import { zookeeper } from './zookeeper.ts'

const english = {
  ...afterFirstFrames,
  ...beside,
  ...captions,
  ...spaceTime,
  ...commands,
  ...counters,
  ...dialogs,
  ...directories,
  ...disk,
  ...errors,
  ...failures,
  ...following,
  ...happenings,
  ...inspector,
  ...invitations,
  ...legend,
  ...lessons,
  ...metrics,
  ...moves,
  ...nodeMenu,
  ...notes,
  ...partitioning,
  ...properties,
  ...realKafka,
  ...runNotice,
  ...simulator,
  ...terminal,
  ...timers,
  ...zookeeper,
  ...transactions,
}

export type MoreKey = keyof typeof english
export type MoreMessages = Readonly<Record<MoreKey, string>>

export const messages: MoreMessages = english

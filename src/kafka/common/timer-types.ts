/**
 * Every timer that something of a cluster or of its workstation sets: who steps over one is told in words what it was
 * for. A type that is missing here is found by a house rule (`testing/tidy/timer-rules.ts`), and one without words in
 * `timers.ts` of the messages does not compile (`view/captions/step-text.ts`).
 */
export const TIMER_TYPES = [
  // Brokers.
  'CoordinatorAppendCommitted',
  'CoordinatorTimer',
  'DelayedDeleteExpiry',
  'DelayedFetchExpiry',
  'DelayedProduceExpiry',
  'DeletedFilesRemoval',
  'FolderMove',
  'HighWatermarkCheckpoint',
  'IsrShrinkCheck',
  'LogCleanerCheck',
  'LogFlush',
  'LogRetentionCheck',
  'LogStartOffsetCheckpoint',
  'LogsRecovered',
  'PageRead',
  'PageWriteBack',
  'ProducerIdExpirationCheck',
  'RecoveryPointCheckpoint',
  'ReplicaFetcherWakeUp',
  'RequestTimeoutCheck',
  'ThrottledChannel',
  'VerificationRetry',
  // Their link to the controllers.
  'AlterPartitionRetry',
  'AssignmentsDue',
  'BrokerHeartbeat',
  'ControllerChannelTimer',
  'DirectoryFailureDeadline',
  'MetadataFetchRetry',
  'RegistrationDeadline',
  // Their link to ZooKeeper, and the controller that may be on one of them.
  'BrokerChannelRetry',
  'ControlledShutdownRetry',
  'ControllerLeaderRebalance',
  'DelayedElectionExpiry',
  'DelayedTopicsExpiry',
  'IsrChangePropagation',
  'ZooKeeperClientTimer',
  'ZooKeeperConnectionTimeout',
  // What coordinators put off.
  'GroupJoinTimeout',
  'GroupOffsetsExpiration',
  'GroupSessionTimeout',
  'GroupSyncTimeout',
  'LoadCompleted',
  'TransactionAbortScan',
  'TransactionMarkerRetry',
  'TransactionalIdExpiry',
  'WriteTimeout',
  // Controllers.
  'BrokerSessionTimeout',
  'ControllerBalance',
  'ControllerExit',
  'ControllerNoOp',
  'ControllerRegistrationRetry',
  'ControllerUnclean',
  'RaftFetchWait',
  'RaftPoll',
  'RaftTimeout',
  // ZooKeeper servers.
  'ZooKeeperLeaderConnect',
  'ZooKeeperElectionWait',
  'ZooKeeperLeaderSilence',
  'ZooKeeperLeaderTick',
  'ZooKeeperLogSync',
  'ZooKeeperQuorumWait',
  'ZooKeeperTick',
  // Clients.
  'AdminWakeUp',
  'ConsumerProcessed',
  'ConsumerWakeUp',
  'JavaClientOperation',
  'ProducerWakeUp',
  'ProducerWorkloadTick',
  'ReassignmentCheck',
  // Terminals and what runs in them.
  'LookAgain',
  'NextSend',
  'ProcessStart',
  'ProcessTimeout',
  'ProcessTimer',
  'ShellPause',
  'ToolSleep',
] as const

export type TimerType = (typeof TIMER_TYPES)[number]

const known: ReadonlySet<string> = new Set(TIMER_TYPES)

/** Of a timer that carries another one, as those of coordinators and of programs do, the one that is carried. */
export function timerTypeOf(timer: {
  readonly type: string
  readonly timer?: { readonly type: string }
}): TimerType | null {
  const carried = timer.timer?.type
  if (carried !== undefined && known.has(carried)) return carried as TimerType
  return known.has(timer.type) ? (timer.type as TimerType) : null
}

/**
 * Kafka's protocol errors by name (org.apache.kafka.common.protocol.Errors), with the numbers, the Java exception class
 * and its default message, and apart from these, since texts are needed only where one is told, what a client may do.
 */
export type ErrorCode = keyof typeof ERRORS

interface ErrorInfo {
  readonly code: number
  readonly exception: string
  readonly message: string
}

function error(code: number, exception: string, message: string): ErrorInfo {
  return { code, exception, message }
}

export const ERRORS = {
  UNKNOWN_SERVER_ERROR: error(
    -1,
    'UnknownServerException',
    'The server experienced an unexpected error when processing the request.',
  ),
  NONE: error(0, '', ''),
  OFFSET_OUT_OF_RANGE: error(
    1,
    'OffsetOutOfRangeException',
    'The requested offset is not within the range of offsets maintained by the server.',
  ),
  CORRUPT_MESSAGE: error(
    2,
    'CorruptRecordException',
    'This message has failed its CRC checksum, exceeds the valid size, has a null key for a compacted topic, or is otherwise corrupt.',
  ),
  UNKNOWN_TOPIC_OR_PARTITION: error(
    3,
    'UnknownTopicOrPartitionException',
    'This server does not host this topic-partition.',
  ),
  LEADER_NOT_AVAILABLE: error(
    5,
    'LeaderNotAvailableException',
    'There is no leader for this topic-partition as we are in the middle of a leadership election.',
  ),
  NOT_LEADER_OR_FOLLOWER: error(
    6,
    'NotLeaderOrFollowerException',
    'For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition.',
  ),
  REQUEST_TIMED_OUT: error(7, 'TimeoutException', 'The request timed out.'),
  BROKER_NOT_AVAILABLE: error(8, 'BrokerNotAvailableException', 'The broker is not available.'),
  REPLICA_NOT_AVAILABLE: error(
    9,
    'ReplicaNotAvailableException',
    'The replica is not available for the requested topic-partition. Produce/Fetch requests and other requests intended only for the leader or follower return NOT_LEADER_OR_FOLLOWER if the broker is not a replica of the topic-partition.',
  ),
  MESSAGE_TOO_LARGE: error(
    10,
    'RecordTooLargeException',
    'The request included a message larger than the max message size the server will accept.',
  ),
  OFFSET_METADATA_TOO_LARGE: error(
    12,
    'OffsetMetadataTooLarge',
    'The metadata field of the offset request was too large.',
  ),
  NETWORK_EXCEPTION: error(13, 'NetworkException', 'The server disconnected before a response was received.'),
  COORDINATOR_LOAD_IN_PROGRESS: error(
    14,
    'CoordinatorLoadInProgressException',
    "The coordinator is loading and hence can't process requests.",
  ),
  COORDINATOR_NOT_AVAILABLE: error(15, 'CoordinatorNotAvailableException', 'The coordinator is not available.'),
  NOT_COORDINATOR: error(16, 'NotCoordinatorException', 'This is not the correct coordinator.'),
  INVALID_TOPIC_EXCEPTION: error(
    17,
    'InvalidTopicException',
    'The request attempted to perform an operation on an invalid topic.',
  ),
  NOT_ENOUGH_REPLICAS: error(
    19,
    'NotEnoughReplicasException',
    'Messages are rejected since there are fewer in-sync replicas than required.',
  ),
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: error(
    20,
    'NotEnoughReplicasAfterAppendException',
    'Messages are written to the log, but to fewer in-sync replicas than required.',
  ),
  ILLEGAL_GENERATION: error(22, 'IllegalGenerationException', 'Specified group generation id is not valid.'),
  INCONSISTENT_GROUP_PROTOCOL: error(
    23,
    'InconsistentGroupProtocolException',
    "The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list.",
  ),
  INVALID_GROUP_ID: error(24, 'InvalidGroupIdException', 'The group id is invalid.'),
  UNKNOWN_MEMBER_ID: error(25, 'UnknownMemberIdException', 'The coordinator is not aware of this member.'),
  INVALID_SESSION_TIMEOUT: error(
    26,
    'InvalidSessionTimeoutException',
    'The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms).',
  ),
  REBALANCE_IN_PROGRESS: error(27, 'RebalanceInProgressException', 'The group is rebalancing, so a rejoin is needed.'),
  INVALID_COMMIT_OFFSET_SIZE: error(
    28,
    'InvalidCommitOffsetSizeException',
    'The committing offset data size is not valid.',
  ),
  INVALID_TIMESTAMP: error(32, 'InvalidTimestampException', 'The timestamp of the message is out of acceptable range.'),
  MISMATCHED_ENDPOINT_TYPE: error(
    114,
    'MismatchedEndpointTypeException',
    'The request was sent to an endpoint of the wrong type.',
  ),
  UNSUPPORTED_VERSION: error(35, 'UnsupportedVersionException', 'The version of API is not supported.'),
  TOPIC_ALREADY_EXISTS: error(36, 'TopicExistsException', 'Topic with this name already exists.'),
  INVALID_PARTITIONS: error(37, 'InvalidPartitionsException', 'Number of partitions is below 1.'),
  INVALID_REPLICATION_FACTOR: error(
    38,
    'InvalidReplicationFactorException',
    'Replication factor is below 1 or larger than the number of available brokers.',
  ),
  INVALID_REPLICA_ASSIGNMENT: error(39, 'InvalidReplicaAssignmentException', 'Replica assignment is invalid.'),
  INVALID_CONFIG: error(40, 'InvalidConfigurationException', 'Configuration is invalid.'),
  NOT_CONTROLLER: error(41, 'NotControllerException', 'This is not the correct controller for this cluster.'),
  INVALID_REQUEST: error(
    42,
    'InvalidRequestException',
    'This most likely occurs because of a request being malformed by the client library or the message was sent to an incompatible broker. See the broker logs for more details.',
  ),
  POLICY_VIOLATION: error(44, 'PolicyViolationException', 'Request parameters do not satisfy the configured policy.'),
  OUT_OF_ORDER_SEQUENCE_NUMBER: error(
    45,
    'OutOfOrderSequenceException',
    'The broker received an out of order sequence number.',
  ),
  DUPLICATE_SEQUENCE_NUMBER: error(
    46,
    'DuplicateSequenceException',
    'The broker received a duplicate sequence number.',
  ),
  INVALID_PRODUCER_EPOCH: error(
    47,
    'InvalidProducerEpochException',
    'Producer attempted to produce with an old epoch.',
  ),
  INVALID_TXN_STATE: error(
    48,
    'InvalidTxnStateException',
    'The producer attempted a transactional operation in an invalid state.',
  ),
  KAFKA_STORAGE_ERROR: error(56, 'KafkaStorageException', 'Disk error when trying to access log file on the disk.'),
  LOG_DIR_NOT_FOUND: error(
    57,
    'LogDirNotFoundException',
    'The user-specified log directory is not found in the broker config.',
  ),
  UNKNOWN_PRODUCER_ID: error(
    59,
    'UnknownProducerIdException',
    'This exception is raised by the broker if it could not locate the producer metadata associated with the producerId in question.',
  ),
  REASSIGNMENT_IN_PROGRESS: error(60, 'ReassignmentInProgressException', 'A partition reassignment is in progress.'),
  FETCH_SESSION_ID_NOT_FOUND: error(70, 'FetchSessionIdNotFoundException', 'The fetch session ID was not found.'),
  INVALID_FETCH_SESSION_EPOCH: error(71, 'InvalidFetchSessionEpochException', 'The fetch session epoch is invalid.'),
  FENCED_LEADER_EPOCH: error(
    74,
    'FencedLeaderEpochException',
    'The leader epoch in the request is older than the epoch on the broker.',
  ),
  UNKNOWN_LEADER_EPOCH: error(
    75,
    'UnknownLeaderEpochException',
    'The leader epoch in the request is newer than the epoch on the broker.',
  ),
  STALE_BROKER_EPOCH: error(77, 'StaleBrokerEpochException', 'Broker epoch has changed.'),
  OFFSET_NOT_AVAILABLE: error(
    78,
    'OffsetNotAvailableException',
    'The leader high watermark has not caught up from a recent leader election so the offsets cannot be guaranteed to be monotonically increasing.',
  ),
  MEMBER_ID_REQUIRED: error(
    79,
    'MemberIdRequiredException',
    'The group member needs to have a valid member id before actually entering a consumer group.',
  ),
  PREFERRED_LEADER_NOT_AVAILABLE: error(
    80,
    'PreferredLeaderNotAvailableException',
    'The preferred leader was not available.',
  ),
  GROUP_MAX_SIZE_REACHED: error(81, 'GroupMaxSizeReachedException', 'The consumer group has reached its max size.'),
  FENCED_INSTANCE_ID: error(
    82,
    'FencedInstanceIdException',
    'The broker rejected this static consumer since another consumer with the same group.instance.id has registered with a different member.id.',
  ),
  ELIGIBLE_LEADERS_NOT_AVAILABLE: error(
    83,
    'EligibleLeadersNotAvailableException',
    'Eligible topic partition leaders are not available.',
  ),
  ELECTION_NOT_NEEDED: error(84, 'ElectionNotNeededException', 'Leader election not needed for topic partition.'),
  NO_REASSIGNMENT_IN_PROGRESS: error(
    85,
    'NoReassignmentInProgressException',
    'No partition reassignment is in progress.',
  ),
  GROUP_SUBSCRIBED_TO_TOPIC: error(
    86,
    'GroupSubscribedToTopicException',
    'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
  ),
  GROUP_ID_NOT_FOUND: error(69, 'GroupIdNotFoundException', 'The group id does not exist.'),
  NON_EMPTY_GROUP: error(68, 'GroupNotEmptyException', 'The group is not empty.'),
  INVALID_RECORD: error(
    87,
    'InvalidRecordException',
    'This record has failed the validation on the broker and hence be rejected.',
  ),
  UNSTABLE_OFFSET_COMMIT: error(
    88,
    'UnstableOffsetCommitException',
    'There are unstable offsets that need to be cleared.',
  ),
  PRODUCER_FENCED: error(
    90,
    'ProducerFencedException',
    'There is a newer producer with the same transactionalId which fences the current one.',
  ),
  DUPLICATE_BROKER_REGISTRATION: error(
    101,
    'DuplicateBrokerRegistrationException',
    'This broker ID is already in use.',
  ),
  BROKER_ID_NOT_REGISTERED: error(102, 'BrokerIdNotRegisteredException', 'The given broker ID was not registered.'),
  INCONSISTENT_TOPIC_ID: error(
    103,
    'InconsistentTopicIdException',
    "The log's topic ID did not match the topic ID in the request.",
  ),
  UNKNOWN_TOPIC_ID: error(100, 'UnknownTopicIdException', 'This server does not host this topic ID.'),
  INELIGIBLE_REPLICA: error(107, 'IneligibleReplicaException', 'The new ISR contains at least one ineligible replica.'),
  NEW_LEADER_ELECTED: error(
    108,
    'NewLeaderElectedException',
    'The AlterPartition request successfully updated the partition state but the leader has changed.',
  ),
  INVALID_UPDATE_VERSION: error(95, 'InvalidUpdateVersionException', 'The given update version was invalid.'),
  FENCED_MEMBER_EPOCH: error(
    110,
    'FencedMemberEpochException',
    'The member epoch is fenced by the group coordinator. The member must abandon all its partitions and rejoin.',
  ),
  STALE_MEMBER_EPOCH: error(
    113,
    'StaleMemberEpochException',
    'The member epoch is stale. The member must retry after receiving its updated member epoch via the ConsumerGroupHeartbeat API.',
  ),
} satisfies Record<string, ErrorInfo>

/** The client must refresh its metadata before it tries again (InvalidMetadataException). */
const STALE_METADATA: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'REPLICA_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
  'NOT_CONTROLLER',
  'KAFKA_STORAGE_ERROR',
  'FENCED_LEADER_EPOCH',
  'PREFERRED_LEADER_NOT_AVAILABLE',
  'ELIGIBLE_LEADERS_NOT_AVAILABLE',
  'ELECTION_NOT_NEEDED',
  'INCONSISTENT_TOPIC_ID',
  'UNKNOWN_TOPIC_ID',
])

/** RetriableException, those of metadata excluded. */
const RETRIABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'CORRUPT_MESSAGE',
  'REQUEST_TIMED_OUT',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'FETCH_SESSION_ID_NOT_FOUND',
  'INVALID_FETCH_SESSION_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'OFFSET_NOT_AVAILABLE',
  'UNSTABLE_OFFSET_COMMIT',
])

export function isRetriable(code: ErrorCode): boolean {
  return RETRIABLE.has(code) || STALE_METADATA.has(code)
}

export function needsMetadataRefresh(code: ErrorCode): boolean {
  return STALE_METADATA.has(code)
}

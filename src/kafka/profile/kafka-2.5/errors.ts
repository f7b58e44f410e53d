/** Counterpart in Kafka: org.apache.kafka.common.protocol.Errors, 2.5.0: what each error is thrown as, and its own text. */
import type { ErrorCode } from '../../common/errors.ts'
import type { ErrorWords } from '../profile.ts'

function words(exception: string, message: string, name?: string): ErrorWords {
  return Object.freeze({ exception, message, ...(name === undefined ? {} : { name }) })
}

/** Every one of 2.5.0, also those that nothing here answers with yet. */
const WORDS = {
  UNKNOWN_SERVER_ERROR: words(
    'UnknownServerException',
    'The server experienced an unexpected error when processing the request.',
  ),
  NONE: words('', ''),
  OFFSET_OUT_OF_RANGE: words(
    'OffsetOutOfRangeException',
    'The requested offset is not within the range of offsets maintained by the server.',
  ),
  CORRUPT_MESSAGE: words(
    'CorruptRecordException',
    'This message has failed its CRC checksum, exceeds the valid size, has a null key for a compacted topic, or is otherwise corrupt.',
  ),
  UNKNOWN_TOPIC_OR_PARTITION: words(
    'UnknownTopicOrPartitionException',
    'This server does not host this topic-partition.',
  ),
  INVALID_FETCH_SIZE: words('InvalidFetchSizeException', 'The requested fetch size is invalid.'),
  LEADER_NOT_AVAILABLE: words(
    'LeaderNotAvailableException',
    'There is no leader for this topic-partition as we are in the middle of a leadership election.',
  ),
  NOT_LEADER_OR_FOLLOWER: words(
    'NotLeaderForPartitionException',
    'This server is not the leader for that topic-partition.',
    'NOT_LEADER_FOR_PARTITION',
  ),
  REQUEST_TIMED_OUT: words('TimeoutException', 'The request timed out.'),
  BROKER_NOT_AVAILABLE: words('BrokerNotAvailableException', 'The broker is not available.'),
  REPLICA_NOT_AVAILABLE: words(
    'ReplicaNotAvailableException',
    'The replica is not available for the requested topic-partition.',
  ),
  MESSAGE_TOO_LARGE: words(
    'RecordTooLargeException',
    'The request included a message larger than the max message size the server will accept.',
  ),
  STALE_CONTROLLER_EPOCH: words('ControllerMovedException', 'The controller moved to another broker.'),
  OFFSET_METADATA_TOO_LARGE: words('OffsetMetadataTooLarge', 'The metadata field of the offset request was too large.'),
  NETWORK_EXCEPTION: words('NetworkException', 'The server disconnected before a response was received.'),
  COORDINATOR_LOAD_IN_PROGRESS: words(
    'CoordinatorLoadInProgressException',
    "The coordinator is loading and hence can't process requests.",
  ),
  COORDINATOR_NOT_AVAILABLE: words('CoordinatorNotAvailableException', 'The coordinator is not available.'),
  NOT_COORDINATOR: words('NotCoordinatorException', 'This is not the correct coordinator.'),
  INVALID_TOPIC_EXCEPTION: words(
    'InvalidTopicException',
    'The request attempted to perform an operation on an invalid topic.',
  ),
  RECORD_LIST_TOO_LARGE: words(
    'RecordBatchTooLargeException',
    'The request included message batch larger than the configured segment size on the server.',
  ),
  NOT_ENOUGH_REPLICAS: words(
    'NotEnoughReplicasException',
    'Messages are rejected since there are fewer in-sync replicas than required.',
  ),
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: words(
    'NotEnoughReplicasAfterAppendException',
    'Messages are written to the log, but to fewer in-sync replicas than required.',
  ),
  INVALID_REQUIRED_ACKS: words(
    'InvalidRequiredAcksException',
    'Produce request specified an invalid value for required acks.',
  ),
  ILLEGAL_GENERATION: words('IllegalGenerationException', 'Specified group generation id is not valid.'),
  INCONSISTENT_GROUP_PROTOCOL: words(
    'InconsistentGroupProtocolException',
    "The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list.",
  ),
  INVALID_GROUP_ID: words('InvalidGroupIdException', 'The configured groupId is invalid.'),
  UNKNOWN_MEMBER_ID: words('UnknownMemberIdException', 'The coordinator is not aware of this member.'),
  INVALID_SESSION_TIMEOUT: words(
    'InvalidSessionTimeoutException',
    'The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms).',
  ),
  REBALANCE_IN_PROGRESS: words('RebalanceInProgressException', 'The group is rebalancing, so a rejoin is needed.'),
  INVALID_COMMIT_OFFSET_SIZE: words(
    'InvalidCommitOffsetSizeException',
    'The committing offset data size is not valid.',
  ),
  TOPIC_AUTHORIZATION_FAILED: words('TopicAuthorizationException', 'Topic authorization failed.'),
  GROUP_AUTHORIZATION_FAILED: words('GroupAuthorizationException', 'Group authorization failed.'),
  CLUSTER_AUTHORIZATION_FAILED: words('ClusterAuthorizationException', 'Cluster authorization failed.'),
  INVALID_TIMESTAMP: words('InvalidTimestampException', 'The timestamp of the message is out of acceptable range.'),
  UNSUPPORTED_SASL_MECHANISM: words(
    'UnsupportedSaslMechanismException',
    'The broker does not support the requested SASL mechanism.',
  ),
  ILLEGAL_SASL_STATE: words('IllegalSaslStateException', 'Request is not valid given the current SASL state.'),
  UNSUPPORTED_VERSION: words('UnsupportedVersionException', 'The version of API is not supported.'),
  TOPIC_ALREADY_EXISTS: words('TopicExistsException', 'Topic with this name already exists.'),
  INVALID_PARTITIONS: words('InvalidPartitionsException', 'Number of partitions is below 1.'),
  INVALID_REPLICATION_FACTOR: words(
    'InvalidReplicationFactorException',
    'Replication factor is below 1 or larger than the number of available brokers.',
  ),
  INVALID_REPLICA_ASSIGNMENT: words('InvalidReplicaAssignmentException', 'Replica assignment is invalid.'),
  INVALID_CONFIG: words('InvalidConfigurationException', 'Configuration is invalid.'),
  NOT_CONTROLLER: words('NotControllerException', 'This is not the correct controller for this cluster.'),
  INVALID_REQUEST: words(
    'InvalidRequestException',
    'This most likely occurs because of a request being malformed by the client library or the message was sent to an incompatible broker. See the broker logs for more details.',
  ),
  UNSUPPORTED_FOR_MESSAGE_FORMAT: words(
    'UnsupportedForMessageFormatException',
    'The message format version on the broker does not support the request.',
  ),
  POLICY_VIOLATION: words('PolicyViolationException', 'Request parameters do not satisfy the configured policy.'),
  OUT_OF_ORDER_SEQUENCE_NUMBER: words(
    'OutOfOrderSequenceException',
    'The broker received an out of order sequence number.',
  ),
  DUPLICATE_SEQUENCE_NUMBER: words('DuplicateSequenceException', 'The broker received a duplicate sequence number.'),
  INVALID_PRODUCER_EPOCH: words(
    'ProducerFencedException',
    "Producer attempted an operation with an old epoch. Either there is a newer producer with the same transactionalId, or the producer's transaction has been expired by the broker.",
  ),
  INVALID_TXN_STATE: words(
    'InvalidTxnStateException',
    'The producer attempted a transactional operation in an invalid state.',
  ),
  INVALID_PRODUCER_ID_MAPPING: words(
    'InvalidPidMappingException',
    'The producer attempted to use a producer id which is not currently assigned to its transactional id.',
  ),
  INVALID_TRANSACTION_TIMEOUT: words(
    'InvalidTxnTimeoutException',
    'The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).',
  ),
  CONCURRENT_TRANSACTIONS: words(
    'ConcurrentTransactionsException',
    'The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing.',
  ),
  TRANSACTION_COORDINATOR_FENCED: words(
    'TransactionCoordinatorFencedException',
    'Indicates that the transaction coordinator sending a WriteTxnMarker is no longer the current coordinator for a given producer.',
  ),
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: words(
    'TransactionalIdAuthorizationException',
    'Transactional Id authorization failed.',
  ),
  SECURITY_DISABLED: words('SecurityDisabledException', 'Security features are disabled.'),
  OPERATION_NOT_ATTEMPTED: words(
    'OperationNotAttemptedException',
    'The broker did not attempt to execute this operation. This may happen for batched RPCs where some operations in the batch failed, causing the broker to respond without trying the rest.',
  ),
  KAFKA_STORAGE_ERROR: words('KafkaStorageException', 'Disk error when trying to access log file on the disk.'),
  LOG_DIR_NOT_FOUND: words(
    'LogDirNotFoundException',
    'The user-specified log directory is not found in the broker config.',
  ),
  SASL_AUTHENTICATION_FAILED: words('SaslAuthenticationException', 'SASL Authentication failed.'),
  UNKNOWN_PRODUCER_ID: words(
    'UnknownProducerIdException',
    "This exception is raised by the broker if it could not locate the producer metadata associated with the producerId in question. This could happen if, for instance, the producer's records were deleted because their retention time had elapsed. Once the last records of the producerId are removed, the producer's metadata is removed from the broker, and future appends by the producer will return this exception.",
  ),
  REASSIGNMENT_IN_PROGRESS: words('ReassignmentInProgressException', 'A partition reassignment is in progress.'),
  DELEGATION_TOKEN_AUTH_DISABLED: words('DelegationTokenDisabledException', 'Delegation Token feature is not enabled.'),
  DELEGATION_TOKEN_NOT_FOUND: words('DelegationTokenNotFoundException', 'Delegation Token is not found on server.'),
  DELEGATION_TOKEN_OWNER_MISMATCH: words(
    'DelegationTokenOwnerMismatchException',
    'Specified Principal is not valid Owner/Renewer.',
  ),
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: words(
    'UnsupportedByAuthenticationException',
    'Delegation Token requests are not allowed on PLAINTEXT/1-way SSL channels and on delegation token authenticated channels.',
  ),
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: words(
    'DelegationTokenAuthorizationException',
    'Delegation Token authorization failed.',
  ),
  DELEGATION_TOKEN_EXPIRED: words('DelegationTokenExpiredException', 'Delegation Token is expired.'),
  INVALID_PRINCIPAL_TYPE: words('InvalidPrincipalTypeException', 'Supplied principalType is not supported.'),
  NON_EMPTY_GROUP: words('GroupNotEmptyException', 'The group is not empty.'),
  GROUP_ID_NOT_FOUND: words('GroupIdNotFoundException', 'The group id does not exist.'),
  FETCH_SESSION_ID_NOT_FOUND: words('FetchSessionIdNotFoundException', 'The fetch session ID was not found.'),
  INVALID_FETCH_SESSION_EPOCH: words('InvalidFetchSessionEpochException', 'The fetch session epoch is invalid.'),
  LISTENER_NOT_FOUND: words(
    'ListenerNotFoundException',
    'There is no listener on the leader broker that matches the listener on which metadata request was processed.',
  ),
  TOPIC_DELETION_DISABLED: words('TopicDeletionDisabledException', 'Topic deletion is disabled.'),
  FENCED_LEADER_EPOCH: words(
    'FencedLeaderEpochException',
    'The leader epoch in the request is older than the epoch on the broker',
  ),
  UNKNOWN_LEADER_EPOCH: words(
    'UnknownLeaderEpochException',
    'The leader epoch in the request is newer than the epoch on the broker',
  ),
  UNSUPPORTED_COMPRESSION_TYPE: words(
    'UnsupportedCompressionTypeException',
    'The requesting client does not support the compression type of given partition.',
  ),
  STALE_BROKER_EPOCH: words('StaleBrokerEpochException', 'Broker epoch has changed'),
  OFFSET_NOT_AVAILABLE: words(
    'OffsetNotAvailableException',
    'The leader high watermark has not caught up from a recent leader election so the offsets cannot be guaranteed to be monotonically increasing',
  ),
  MEMBER_ID_REQUIRED: words(
    'MemberIdRequiredException',
    'The group member needs to have a valid member id before actually entering a consumer group',
  ),
  PREFERRED_LEADER_NOT_AVAILABLE: words(
    'PreferredLeaderNotAvailableException',
    'The preferred leader was not available',
  ),
  GROUP_MAX_SIZE_REACHED: words('GroupMaxSizeReachedException', 'The consumer group has reached its max size.'),
  FENCED_INSTANCE_ID: words(
    'FencedInstanceIdException',
    'The broker rejected this static consumer since another consumer with the same group.instance.id has registered with a different member.id.',
  ),
  ELIGIBLE_LEADERS_NOT_AVAILABLE: words(
    'EligibleLeadersNotAvailableException',
    'Eligible topic partition leaders are not available',
  ),
  ELECTION_NOT_NEEDED: words('ElectionNotNeededException', 'Leader election not needed for topic partition'),
  NO_REASSIGNMENT_IN_PROGRESS: words('NoReassignmentInProgressException', 'No partition reassignment is in progress.'),
  GROUP_SUBSCRIBED_TO_TOPIC: words(
    'GroupSubscribedToTopicException',
    'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
  ),
  INVALID_RECORD: words(
    'InvalidRecordException',
    'This record has failed the validation on broker and hence be rejected.',
  ),
  UNSTABLE_OFFSET_COMMIT: words('UnstableOffsetCommitException', 'There are unstable offsets that need to be cleared'),
} satisfies Record<string, ErrorWords>

/** Errors.forCode: a number that a later version gave out is an unexpected one. */
const UNEXPECTED = words(
  'UnknownServerException',
  'The server experienced an unexpected error when processing the request.',
  'UNKNOWN_SERVER_ERROR',
)

export const ERRORS: Readonly<Record<ErrorCode, ErrorWords>> = Object.freeze({
  ...WORDS,
  BROKER_ID_NOT_REGISTERED: UNEXPECTED,
  DUPLICATE_BROKER_REGISTRATION: UNEXPECTED,
  FENCED_MEMBER_EPOCH: UNEXPECTED,
  INCONSISTENT_TOPIC_ID: UNEXPECTED,
  INELIGIBLE_REPLICA: UNEXPECTED,
  INVALID_REGULAR_EXPRESSION: UNEXPECTED,
  TRANSACTIONAL_ID_NOT_FOUND: UNEXPECTED,
  TRANSACTION_ABORTABLE: UNEXPECTED,
  INVALID_UPDATE_VERSION: UNEXPECTED,
  MISMATCHED_ENDPOINT_TYPE: UNEXPECTED,
  NEW_LEADER_ELECTED: UNEXPECTED,
  PRODUCER_FENCED: UNEXPECTED,
  STALE_MEMBER_EPOCH: UNEXPECTED,
  THROTTLING_QUOTA_EXCEEDED: UNEXPECTED,
  UNKNOWN_TOPIC_ID: UNEXPECTED,
})

/**
 * Lines that name what `i18n/error-words.ts` explains, by its row: most of them as tools and shell of this simulator, and of
 * real clusters, print them.
 */
const ERRORS = 'org.apache.kafka.common.errors'

export const ERROR_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  scriptNotFound: [
    'bash: line 2: kafka-topic.sh: command not found',
    'bash: bin/zookeeper-shell.sh: command not found',
  ],
  optionAsCommand: ['bash: line 3: --partitions: command not found', 'bash: -Xmx300m: command not found'],
  promptAsCommand: ['bash: $: command not found'],
  commandNotFound: ['bash: line 3: foo: command not found'],
  noSuchFile: [
    'cat: nothing.txt: No such file or directory',
    'bash: line 5: cd: nowhere: No such file or directory',
    "ls: cannot access 'nowhere': No such file or directory",
    'bash: line 7: /nowhere/file: No such file or directory',
    "cp: cannot stat 'x': No such file or directory",
    'bash: line 2: ./nothing.sh: No such file or directory',
  ],
  notADirectory: ['bash: line 13: cd: f.txt: Not a directory'],
  isADirectory: ["rm: cannot remove 'a': Is a directory", 'bash: line 8: a: Is a directory'],
  permissionDenied: ['bash: line 7: ./f.txt: Permission denied'],
  fileExists: ['mkdir: cannot create directory ‘a’: File exists'],
  openQuote: ['bash: line 81: unexpected EOF while looking for matching `"\''],
  unexpectedEnd: ['bash: line 4: syntax error: unexpected end of file'],
  unexpectedToken: ["bash: line 18: syntax error near unexpected token `done'"],
  ambiguousRedirect: ['bash: $FILE: ambiguous redirect'],
  noSuchJob: ['bash: line 9: kill: %7: no such job', 'bash: fg: current: no such job'],
  noSuchProcess: ['bash: line 10: kill: (99999) - No such process'],
  integerExpected: ['bash: line 11: [: a: integer expression expected'],
  testExpression: ['bash: line 12: [: a: unary operator expected', "bash: [: missing `]'"],
  invalidIdentifier: ["bash: line 15: export: `1a=b': not a valid identifier"],
  unboundVariable: ['bash: KAFKA_HOME: unbound variable'],
  grepBracket: ['grep: Unmatched [, [^, [:, [., or [='],
  mainClass: ['Error: Could not find or load main class no.such.Class'],
  noMemory: ['# There is insufficient memory for the Java Runtime Environment to continue.'],
  startUsage: ['USAGE: bin/kafka-server-start.sh [-daemon] server.properties [--override property=value]*'],
  propertiesMissing: ['java.nio.file.NoSuchFileException: nothing.properties'],
  addressInUse: ['Caused by: java.net.BindException: Address already in use'],
  directoryLocked: [
    'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock in /tmp/kafka-logs-1. A Kafka instance in another process or thread is using this directory.',
  ],
  clusterIdMismatch: [
    "kafka.common.InconsistentClusterIdException: The Cluster ID a doesn't match stored clusterId Some(b) in meta.properties.",
  ],
  notFormatted: ['java.lang.RuntimeException: No readable meta.properties files found.'],
  needsVoters: [
    'You can only use --standalone on a controller.',
    'Because controller.quorum.voters is not set on this controller, you must specify one of the following: --standalone, --initial-controllers, or --no-initial-controllers.',
  ],
  unregistered: [
    'java.lang.RuntimeException: Received a fatal error while waiting for the controller to acknowledge that we are caught up',
  ],
  alreadyFormatted: [
    'Log directory /tmp/kafka-logs is already formatted. Use --ignore-formatted to ignore this directory and format the others.',
  ],
  brokerIdInUse: [`${ERRORS}.DuplicateBrokerRegistrationException: Another broker is registered with that broker id.`],
  onlyOneServer: [
    'Exception in thread "main" java.lang.IllegalArgumentException: Only one of --bootstrap-server or --zookeeper must be specified',
  ],
  zookeeperRemoved: ['joptsimple.UnrecognizedOptionException: zookeeper is not a recognized option'],
  brokerListRemoved: [
    'broker-list is not a recognized option',
    "verifiable-producer: error: unrecognized arguments: '--broker-list'",
  ],
  whitelistRemoved: ['whitelist is not a recognized option'],
  newerOption: [
    'Exception in thread "main" joptsimple.UnrecognizedOptionException: include is not a recognized option',
  ],
  unrecognizedOption: ['partition is not a recognized option', 'p is not a recognized option'],
  optionWithoutValue: ['joptsimple.OptionMissingRequiredArgumentException: Option topic requires an argument'],
  optionTwice: [
    'Error while executing topic command : Found multiple arguments for option topic, but you asked for only one',
  ],
  notANumber: [
    "Error while executing topic command : Cannot parse argument 'three' of option partitions",
    "[2026-03-02 00:00:16,516] ERROR joptsimple.OptionArgumentConversionException: Cannot parse argument 'three' of option partitions",
  ],
  serverMissing: [
    'java.lang.IllegalArgumentException: --bootstrap-server must be specified',
    'Missing required option(s) [bootstrap-server]',
    'Missing required argument "[bootstrap-server]"',
    'kafka-metadata-quorum: error: one  of  the  arguments --bootstrap-server --',
    'verifiable-producer: error:  one  of  the  arguments  --bootstrap-server --',
  ],
  missingOption: [
    'Missing required argument "[topic]"',
    'Missing required argument "[reassignment-json-file]"',
    'org.apache.kafka.tools.AdminCommandFailedException: Missing required option(s): partition',
  ],
  argumentRequired: [
    'verifiable-producer: error: argument --topic is required',
    'kafka-producer-perf-test: error: argument --throughput is required',
    'kafka-storage: error: argument --cluster-id/-t is required',
  ],
  oneOfRequired: ['producer-performance: error: one of the arguments --record-size --payload-file is required'],
  unrecognizedArguments: ["verifiable-producer: error: unrecognized arguments: '—-topic'"],
  invalidChoice: [
    "kafka-storage: error: invalid choice: 'formt' (choose from 'info', 'format')",
    'kafka-features: error: too few arguments',
  ],
  exactlyOneAction: ['Command must include exactly one action: --list, --describe, --create, --alter or --delete'],
  alterConfig: [
    'Option combination "[bootstrap-server],[config]" can\'t be used with option "[alter]" (the kafka-configs CLI supports altering topic configs with a --bootstrap-server option)',
    'Option combination "[bootstrap-server], [config]" can\'t be used with option "[alter]"',
  ],
  optionsExclude: [
    'Option "[replica-assignment]" can\'t be used with option "[partitions]"',
    'Options from-beginning and offset cannot be specified together.',
  ],
  resetScope: [
    'One of the reset scopes should be defined: --all-topics, --topic.',
    'Option [reset-offsets] takes one of these options: [all-groups], [group]',
  ],
  groupMissing: ['Option [describe] takes one of these options: [all-groups], [group]'],
  partitionForOffset: ['The partition is required when offset is specified.'],
  topicForConsumer: [
    'Exactly one of the following arguments is required: [topic], [include]',
    'Exactly one of whitelist/topic is required.',
  ],
  entityType: ['At least one entity type must be specified'],
  entityConfig: [
    'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val" or  "key=[val1,val2]" to group values which contain commas.',
  ],
  unknownEntity: ['Invalid entity type topic, the entity type must be one of topics, clients, users, brokers'],
  jsonInvalid: [
    'Exception in thread "main" kafka.admin.AdminOperationException: The input string is not a valid JSON',
    "Error: Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
  ],
  fileUnreadable: ['Unable to read file nothing.json', 'java.io.IOException: Unable to read file nothing.json'],
  hostWithoutPort: [
    'Please provide valid host:port like host1:9091,host2:9092',
    'Caused by: org.apache.kafka.common.config.ConfigException: Invalid url in bootstrap.servers: localhost',
  ],
  hostUnknown: [
    "[2026-03-02 00:00:18,516] WARN Couldn't resolve server nohost:9092 from bootstrap.servers as DNS resolution failed for nohost (org.apache.kafka.clients.ClientUtils)",
  ],
  noBootstrap: [
    'Caused by: org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
    'org.apache.kafka.common.KafkaException: Failed to create new KafkaAdminClient',
  ],
  bootstrapRefused: [
    '[2026-03-02 00:00:03,076] WARN [AdminClient clientId=adminclient-1] Connection to node -1 (localhost/127.0.0.1:9099) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)',
  ],
  nodeRefused: [
    '[2026-03-02 00:00:03,076] WARN [Producer clientId=console-producer] Connection to node 2 (localhost/127.0.0.1:9093) could not be established. Broker may not be available. (org.apache.kafka.clients.NetworkClient)',
  ],
  bootstrapLost: [
    '[2026-03-02 00:00:03,076] WARN [Consumer clientId=console-consumer, groupId=g] Bootstrap broker localhost:9099 (id: -1 rack: null isFenced: false) disconnected (org.apache.kafka.clients.NetworkClient)',
  ],
  nobodyToAsk: [`Caused by: ${ERRORS}.TimeoutException: Timed out waiting for a node assignment. Call: listTopics`],
  callTimedOut: [
    'Error while executing topic command : Call(callName=createTopics, deadlineMs=1, tries=1, nextAllowedTryMs=2) timed out at 3 after 1 attempt(s)',
  ],
  noBrokersForGroups: [
    'Error: Executing consumer group command failed due to org.apache.kafka.common.KafkaException: Failed to find brokers to send ListGroups',
  ],
  unsupportedVersion: [`${ERRORS}.UnsupportedVersionException: The broker does not support CONSUMER_GROUP_DESCRIBE`],
  zookeeperTimeout: [
    'Exception in thread "main" kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING',
    'Error: Timed out waiting for connection while in state: CONNECTING',
  ],
  zookeeperLost: [
    'KeeperErrorCode = ConnectionLoss for /',
    'org.apache.zookeeper.KeeperException$ConnectionLossException: KeeperErrorCode = ConnectionLoss for /nothing',
  ],
  zookeeperNoNode: [
    'org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for /nothing',
    'Node does not exist: /nothing',
  ],
  zookeeperNotEmpty: ['Node not empty: /brokers'],
  hostNotResolved: [
    '[2026-03-02 00:02:16,232] ERROR Unable to resolve address: my-zookeeper/<unresolved>:2181 (org.apache.zookeeper.client.StaticHostProvider)',
    'java.net.UnknownHostException: my-zookeeper: Temporary failure in name resolution',
  ],
  noAuthorizer: [`Caused by: ${ERRORS}.SecurityDisabledException: No Authorizer is configured on the broker`],
  notAuthorized: [`${ERRORS}.TopicAuthorizationException: Not authorized to access topics: [orders]`],
  topicExists: [
    "Error while executing topic command : Topic 'hello.kafka' already exists.",
    'Error while executing topic command : Topic hello.kafka already exists',
    `[2026-03-02 00:00:03,504] ERROR ${ERRORS}.TopicExistsException: Topic 'hello.kafka' already exists.`,
  ],
  tooFewBrokers: [
    `Error while executing topic command : ${ERRORS}.InvalidReplicationFactorException: Replication factor: 9 larger than available brokers: 3.`,
    'Error while executing topic command : Unable to replicate the partition 9 time(s): The target replication factor of 9 cannot be reached because only 3 broker(s) are registered or some brokers have all their log directories cordoned.',
  ],
  topicNameInvalid: [
    "Error while executing topic command : Topic name is invalid: 'bad name' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'",
    `Caused by: ${ERRORS}.InvalidTopicException: Topic name "bad name" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`,
    `${ERRORS}.InvalidTopicException: Invalid topics: [bad topic]`,
    '[2026-03-02 00:00:29,604] WARN [Producer clientId=console-producer] The metadata response from the cluster reported a recoverable issue with correlation id 1 : {bad topic=INVALID_TOPIC_EXCEPTION} (org.apache.kafka.clients.NetworkClient)',
  ],
  partitionsBelowOne: ['Error while executing topic command : The partitions must be greater than 0'],
  partitionsNotMore: [
    'Error while executing topic command : The topic hello.kafka currently has 3 partition(s); 1 would not be an increase.',
    `Caused by: ${ERRORS}.InvalidPartitionsException: Topic already has 1 partitions.`,
  ],
  topicMissing: [
    "Error while executing topic command : Topic 'nothing' does not exist as expected",
    `Caused by: ${ERRORS}.UnknownTopicOrPartitionException: The topic 'nothing' does not exist.`,
    `Error completing leader election (PREFERRED) for partition: nothing-0: ${ERRORS}.UnknownTopicOrPartitionException: No such topic as nothing`,
    'Error occurred: Could not match any topic-partitions with the specified filters',
  ],
  unknownConfig: ['Error while executing topic command : Unknown topic config name: retention.mss'],
  invalidConfigValue: [
    'Error while executing topic command : Invalid value abc for configuration retention.ms: Not a number of type LONG',
    `Caused by: ${ERRORS}.InvalidConfigurationException: Invalid value 0 for configuration min.insync.replicas: Value must be at least 1`,
  ],
  nameCollision: [
    "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both.",
  ],
  deletionDisabled: [`${ERRORS}.TopicDeletionDisabledException: Topic deletion is disabled.`],
  unknownBroker: [
    'Error: Unknown broker id 77',
    'ERROR: The given brokers do not exist from --broker-list: 77. Current existent brokers: 1,2,3',
  ],
  replicaAssignment: [`${ERRORS}.InvalidReplicaAssignmentException: Replica assignment is invalid.`],
  reassignmentGoesOn: [
    'Error: Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a new partition assignment in addition to the existing one.',
  ],
  noReassignment: [`${ERRORS}.NoReassignmentInProgressException: No partition reassignment is in progress.`],
  notElected: ['1 replica(s) could not be elected'],
  electionNotNeeded: [`${ERRORS}.ElectionNotNeededException: Leader election not needed for topic partition.`],
  deleteBeyondEnd: [
    `partition: hello.kafka-0\terror: ${ERRORS}.OffsetOutOfRangeException: The requested offset is not within the range of offsets maintained by the server.`,
    '[2026-03-02 00:00:59,794] ERROR [AdminClient clientId=adminclient-1] DeleteRecords request for topic partition hello.kafka-0 failed due to an unexpected error OFFSET_OUT_OF_RANGE (org.apache.kafka.clients.admin.internals.DeleteRecordsHandler)',
  ],
  deletePolicy: [`${ERRORS}.PolicyViolationException: Request parameters do not satisfy the configured policy.`],
  transactionNotFound: [
    'Failed to describe transaction state of transactional-id `tx`: DescribeTransactions request for transactionalId `tx` failed because the ID could not be found. Enable debug logging for additional detail.',
  ],
  featureRefused: [
    'Could not upgrade foo to 1. The update failed for all features since the following feature had an error: Invalid update version 1 for feature foo. Local controller 101 does not support this feature.',
  ],
  leaderNotAvailable: [
    '[2026-03-02 00:01:18,090] WARN [Producer clientId=console-producer] Error while fetching metadata with correlation id 1 : {newtopic=LEADER_NOT_AVAILABLE} (org.apache.kafka.clients.NetworkClient)',
  ],
  topicNotThereYet: [
    '[2026-03-02 00:00:28,521] WARN [Producer clientId=console-producer] The metadata response from the cluster reported a recoverable issue with correlation id 1 : {newtopic=UNKNOWN_TOPIC_OR_PARTITION} (org.apache.kafka.clients.NetworkClient)',
  ],
  topicNotInMetadata: [`${ERRORS}.TimeoutException: Topic t not present in metadata after 60000 ms.`],
  partitionNotInMetadata: [
    `${ERRORS}.TimeoutException: Partition 7 of topic t with partition count 3 is not present in metadata after 60000 ms.`,
  ],
  noKey: [
    "org.apache.kafka.common.KafkaException: No key separator found on line number 1: 'novalue'",
    '>org.apache.kafka.common.KafkaException: No key found on line 1: novalue',
  ],
  recordTooLarge: [
    `${ERRORS}.RecordTooLargeException: The request included a message larger than the max message size the server will accept.`,
  ],
  notEnoughReplicasAfter: [
    `${ERRORS}.NotEnoughReplicasAfterAppendException: Messages are written to the log, but to fewer in-sync replicas than required.`,
  ],
  notEnoughReplicas: [
    `${ERRORS}.NotEnoughReplicasException: Messages are rejected since there are fewer in-sync replicas than required.`,
    '[2026-03-02 00:00:20,000] WARN [Producer clientId=console-producer] Got error produce response with correlation id 5 on topic-partition t-0, retrying (2 attempts left). Error: NOT_ENOUGH_REPLICAS (org.apache.kafka.clients.producer.internals.Sender)',
  ],
  recordsExpired: [
    `${ERRORS}.TimeoutException: Expiring 3 record(s) for orders-0:120000 ms has passed since batch creation`,
  ],
  bufferFull: [
    'org.apache.kafka.clients.producer.BufferExhaustedException: Failed to allocate 16384 bytes within the configured max blocking time 60000 ms.',
  ],
  outOfOrder: [`${ERRORS}.OutOfOrderSequenceException: The broker received an out of order sequence number.`],
  producerFenced: [
    `${ERRORS}.ProducerFencedException: There is a newer producer with the same transactionalId which fences the current one.`,
    `${ERRORS}.InvalidProducerEpochException: Producer attempted to produce with an old epoch.`,
  ],
  producerIdUnknown: [`${ERRORS}.UnknownProducerIdException: The producer id is not known.`],
  transactionTimeout: [
    `${ERRORS}.InvalidTxnTimeoutException: The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).`,
  ],
  transactionState: [
    `${ERRORS}.InvalidTxnStateException: The producer attempted a transactional operation in an invalid state.`,
  ],
  recordRejected: [
    `${ERRORS}.InvalidRecordException: One or more records have been rejected due to 1 record errors in total`,
  ],
  serialization: [`${ERRORS}.SerializationException: Size of data received by LongDeserializer is not 8`],
  noActiveMembers: ["Consumer group 'g' has no active members."],
  groupIsRebalancing: ["Warning: Consumer group 'g' is rebalancing."],
  groupNotFound: [
    `Caused by: ${ERRORS}.GroupIdNotFoundException: Group nogroup not found.`,
    "Error: Consumer group 'nogroup' does not exist.",
    `* Group 'nogroup' could not be deleted due to: ${ERRORS}.GroupIdNotFoundException: The group id does not exist.`,
  ],
  groupNotEmpty: [
    `* Group 'live' could not be deleted due to: ${ERRORS}.GroupNotEmptyException: The group is not empty.`,
    `* Group 'live' could not be deleted due to: java.util.concurrent.ExecutionException: ${ERRORS}.GroupNotEmptyException: The group is not empty.`,
  ],
  resetWhileActive: [
    "Error: Assignments can only be reset if the group 'live' is inactive, but the current state is Stable.",
  ],
  subscribedToTopic: [
    `hello.kafka     0          Error: ${ERRORS}.GroupSubscribedToTopicException: Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.`,
  ],
  resetNotExecuted: [
    'WARN: No action will be performed as the --execute option is missing. In version 5.0, this command will require either --dry-run or --execute to be specified.',
    'WARN: No action will be performed as the --execute option is missing.In a future major release, the default behavior of this command will be to prompt the user before executing the reset rather than doing a dry run.',
  ],
  consumerTimedOut: [`${ERRORS}.TimeoutException`],
  commitFailed: [
    'org.apache.kafka.clients.consumer.CommitFailedException: Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; it is likely that the consumer was kicked out of the group.',
  ],
  rebalanceInProgress: [`${ERRORS}.RebalanceInProgressException: The group is rebalancing, so a rejoin is needed.`],
  memberUnknown: [`${ERRORS}.UnknownMemberIdException: The coordinator is not aware of this member.`],
  instanceFenced: [
    `${ERRORS}.FencedInstanceIdException: The broker rejected this static consumer since another consumer with the same group.instance.id has registered with a different member.id.`,
  ],
  noResetPolicy: [
    'org.apache.kafka.clients.consumer.NoOffsetForPartitionException: Undefined offset with no reset policy for partitions: [t-0]',
  ],
  offsetOutOfRange: [
    'org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position FetchPosition{offset=9} is out of range for partition t-0',
  ],
  coordinatorMissing: [
    `${ERRORS}.CoordinatorNotAvailableException: The coordinator is not available.`,
    '[2026-03-02 00:00:20,000] INFO [Consumer clientId=c, groupId=g] Group coordinator localhost:9093 (id: 2147483645 rack: null) is unavailable or invalid due to cause: coordinator unavailable.',
  ],
  protocolsDiffer: [
    `${ERRORS}.InconsistentGroupProtocolException: The group member's supported protocols are incompatible with those of existing members.`,
  ],
  sessionTimeoutInvalid: [
    `${ERRORS}.InvalidSessionTimeoutException: The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms).`,
  ],
  groupFull: [`${ERRORS}.GroupMaxSizeReachedException: The group has reached its maximum size.`],
  groupIdInvalid: [`${ERRORS}.InvalidGroupIdException: The group id is invalid.`],
  notLeader: [
    `${ERRORS}.NotLeaderOrFollowerException: For requests intended only for the leader, this error indicates that the broker is not the current leader.`,
    `${ERRORS}.NotLeaderForPartitionException: This server is not the leader for that topic-partition.`,
  ],
  diskError: [`${ERRORS}.KafkaStorageException: Disk error when trying to access log file on the disk.`],
  unknownTopic: [
    `Caused by: ${ERRORS}.UnknownTopicOrPartitionException: This server does not host this topic-partition.`,
  ],
  disconnected: [`${ERRORS}.NetworkException: The server disconnected before a response was received.`],
  requestTimedOut: [`${ERRORS}.TimeoutException: The request timed out.`],
}

/**
 * The options of Kafka 2.5.0's jopt-simple tools: facts read from the tools' own parsers, in the form of
 * `ToolProfile.options`. `kafka-get-offsets` has no script there: its class is called by name.
 */
export const TOOL_OPTIONS: Readonly<Record<string, string>> = {
  'kafka-console-producer': `
--batch-size Integer: size = 200
--bootstrap-server String: server to connect to
--broker-list String: broker-list
--compression-codec String?: compression-codec
--help
--line-reader String: reader_class = kafka.tools.ConsoleProducer$LineMessageReader
--max-block-ms Long: max block on send = 60000
--max-memory-bytes Long: total memory in bytes = 33554432
--max-partition-memory-bytes Long: memory in bytes per partition = 16384
--message-send-max-retries Integer = 3
--metadata-expiry-ms Long: metadata expiration interval = 300000
--producer-property String: producer_prop
--producer.config String: config file
--property String: prop
--request-required-acks String: request required acks = 1
--request-timeout-ms Integer: request timeout ms = 1500
--retry-backoff-ms Integer = 100
--socket-buffer-size Integer: size = 102400
--sync
--timeout Integer: timeout_ms = 1000
--topic String: topic
--version
`,
  'kafka-log-dirs': `
--bootstrap-server String: The server (s) to use for bootstrapping
--broker-list String: Broker list
--command-config String: Admin client property file
--describe
--help
--topic-list String: Topic list = 
--version
`,
  'kafka-dump-log': `
--deep-iteration
--files String: file1, file2, ...
--help
--index-sanity-check
--key-decoder-class String? = kafka.serializer.StringDecoder
--max-message-size Integer: size = 5242880
--offsets-decoder
--print-data-log
--transaction-log-decoder
--value-decoder-class String? = kafka.serializer.StringDecoder
--verify-index-only
--version
`,
  'kafka-topics': `
--alter
--at-min-isr-partitions
--bootstrap-server String: server to connect to
--command-config String: command config property file
--config String: name=value
--create
--delete
--delete-config String: name
--describe
--disable-rack-aware
--exclude-internal
--force
--help
--if-exists
--if-not-exists
--list
--partitions Integer: # of partitions
--replica-assignment String: broker_id_for_part1_replica1 : broker_id_for_part1_replica2 , broker_id_for_part2_replica1 : broker_id_for_part2_replica2 , ...
--replication-factor Integer: replication factor
--topic String: topic
--topics-with-overrides
--unavailable-partitions
--under-min-isr-partitions
--under-replicated-partitions
--version
--zookeeper String: hosts
`,
  'kafka-configs': `
--add-config String
--all
--alter
--bootstrap-server String: server to connect to
--broker String
--broker-defaults
--broker-logger String
--client String
--client-defaults
--command-config String: command config property file
--delete-config String
--describe
--entity-default
--entity-name String
--entity-type String
--force
--help
--topic String
--user String
--user-defaults
--version
--zk-tls-config-file String: ZooKeeper TLS configuration
--zookeeper String: urls
`,
  'kafka-console-consumer': `
--bootstrap-server String: server to connect to
--consumer-property String: consumer_prop
--consumer.config String: config file
--enable-systest-events
--formatter String: class = kafka.tools.DefaultMessageFormatter
--from-beginning
--group String: consumer group id
--help
--isolation-level String = read_uncommitted
--key-deserializer String: deserializer for key
--max-messages Integer: num_messages
--offset String: consume offset = latest
--partition Integer: partition
--property String: prop
--skip-message-on-error
--timeout-ms Integer: timeout_ms
--topic String: topic
--value-deserializer String: deserializer for values
--version
--whitelist String: whitelist
`,
  'kafka-consumer-groups': `
--all-groups
--all-topics
--bootstrap-server String: server to connect to
--by-duration String: duration
--command-config String: command config property file
--delete
--delete-offsets
--describe
--dry-run
--execute
--export
--from-file String: path to CSV file
--group String: consumer group
--help
--list
--members
--offsets
--reset-offsets
--shift-by Long: number-of-offsets
--state
--timeout Long: timeout (ms) = 5000
--to-current
--to-datetime String: datetime
--to-earliest
--to-latest
--to-offset Long: offset
--topic String: topic
--verbose
--version
`,
  'kafka-delete-records': `
--bootstrap-server String: server(s) to use for bootstrapping
--command-config String: command config property file path
--help
--offset-json-file String: Offset json file path
--version
`,
  'kafka-leader-election': `
--admin.config String: config file
--all-topic-partitions
--bootstrap-server String: host:port
--election-type [PREFERRED,UNCLEAN]: election type
--help
--partition Integer: partition id
--path-to-json-file String: Path to JSON file
--topic String: topic name
--version
`,
  'kafka-preferred-replica-election': `
--admin.config String: config file
--bootstrap-server String: host:port
--help
--path-to-json-file String: list of partitions for which preferred replica leader election needs to be triggered
--version
--zookeeper String: urls
`,
  'kafka-get-offsets': `
--broker-list String: hostname: port,...,hostname:port
--max-wait-ms Integer: ms = 1000
--offsets Integer: count = 1
--partitions String: partition ids = 
--time Long: timestamp/-1(latest)/-2 (earliest) = -1
--topic String: topic
`,
  'kafka-broker-api-versions': `
--bootstrap-server String: server(s) to use for bootstrapping
--command-config String: command config property file
--help
--version
`,
  'kafka-reassign-partitions': `
--bootstrap-server String: Server(s) to use for bootstrapping
--broker-list String: brokerlist
--command-config String: Admin client property file
--disable-rack-aware
--execute
--generate
--help
--reassignment-json-file String: manual assignment json file path
--replica-alter-log-dirs-throttle Long: replicaAlterLogDirsThrottle = -1
--throttle Long: throttle = -1
--timeout Long: timeout = 10000
--topics-to-move-json-file String: topics to reassign json file path
--verify
--version
--zookeeper String: urls
`,
  'kafka-acls': `
--add
--allow-host String: allow-host
--allow-principal String: allow-principal
--authorizer String: authorizer
--authorizer-properties String: authorizer-properties
--bootstrap-server String: server to connect to
--cluster
--command-config String?: command-config
--consumer
--delegation-token String: delegation-token
--deny-host String: deny-host
--deny-principal String: deny-principal
--force
--group String: group
--help
--idempotent
--list
--operation String = All
--principal String?: principal
--producer
--remove
--resource-pattern-type ANY|MATCH|LITERAL|PREFIXED = LITERAL
--topic String: topic
--transactional-id String: transactional-id
--version
--zk-tls-config-file String: Authorizer ZooKeeper TLS configuration
`,
  'kafka-consumer-perf-test': `
--bootstrap-server String: server to connect to
--broker-list String: broker-list
--consumer.config String: config file
--date-format String: date format = yyyy-MM-dd HH:mm:ss:SSS
--fetch-size Integer: size = 1048576
--from-latest
--group String: gid = perf-consumer-12626
--help
--hide-header
--messages Long: count
--num-fetch-threads Integer: count = 1
--print-metrics
--reporting-interval Integer: interval_ms = 5000
--show-detailed-stats
--socket-buffer-size Integer: size = 2097152
--threads Integer: count = 10
--timeout Long?: milliseconds = 10000
--topic String: topic
--version
`,
  'kafka-streams-application-reset': `
--application-id String*: id
--bootstrap-servers String: urls = localhost:9092
--by-duration String
--config-file String: file name
--dry-run
--execute
--from-file String
--help
--input-topics String: list
--intermediate-topics String: list
--shift-by Long: number-of-offsets
--to-datetime String
--to-earliest
--to-latest
--to-offset Long
--version
--zookeeper
`,
}

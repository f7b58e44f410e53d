/**
 * The options of Kafka 4.3.1's jopt-simple tools: facts read from the tools' own parsers. One option a line:
 * `--name`, then for one that takes a value its type and its name, `?` where the value may be left out, `*` where the
 * parser itself requires the option, and `= default`.
 */
export const TOOL_OPTIONS: Readonly<Record<string, string>> = {
  'kafka-console-producer': `
--batch-size Integer: size = 16384
--bootstrap-server String: server to connect to
--command-config String: config file
--command-property String: producer_prop
--compression-codec String?: compression-codec
--help
--line-reader String: reader_class = org.apache.kafka.tools.LineMessageReader
--max-block-ms Long: max block on send = 60000
--max-memory-bytes Long: total memory in bytes = 33554432
--max-partition-memory-bytes Integer: memory in bytes per partition = 16384
--message-send-max-retries Integer = 3
--metadata-expiry-ms Long: metadata expiration interval = 300000
--producer-property String: producer_prop
--producer.config String: config file
--property String: prop
--reader-config String: config file
--reader-property String: prop
--request-required-acks String: request required acks = -1
--request-timeout-ms Integer: request timeout ms = 1500
--retry-backoff-ms Long = 100
--socket-buffer-size Integer: size = 102400
--sync
--timeout Long: timeout_ms = 1000
--topic String: topic
--version
`,
  'kafka-log-dirs': `
--bootstrap-server String: The server (s) to use for bootstrapping
--broker-list String: Broker list = 
--command-config String: Admin client property file
--describe
--help
--topic-list String: Topic list = 
--version
`,
  'kafka-dump-log': `
--cluster-metadata-decoder
--deep-iteration
--files String: file1, file2, ...
--help
--index-sanity-check
--key-decoder-class String? = org.apache.kafka.tools.api.StringDecoder
--max-bytes Integer: size = 2147483647
--max-message-size Integer: size = 5242880
--offsets-decoder
--print-data-log
--remote-log-metadata-decoder
--share-group-state-decoder
--skip-record-metadata
--transaction-log-decoder
--value-decoder-class String? = org.apache.kafka.tools.api.StringDecoder
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
--exclude-internal
--help
--if-exists
--if-not-exists
--list
--partition-size-limit-per-response Integer: maximum number of partitions per response
--partitions Integer: # of partitions
--replica-assignment String: broker_id_for_part1_replica1 : broker_id_for_part1_replica2 , broker_id_for_part2_replica1 : broker_id_for_part2_replica2 , ...
--replication-factor Integer: replication factor
--topic String: topic
--topic-id String: topic-id
--topics-with-overrides
--unavailable-partitions
--under-min-isr-partitions
--under-replicated-partitions
--version
`,
  'kafka-configs': `
--add-config String
--add-config-file String
--all
--alter
--bootstrap-controller String: controller to connect to
--bootstrap-server String: server to connect to
--broker String
--broker-defaults
--broker-logger String
--client String
--client-defaults
--client-metrics String
--command-config String: command config property file
--delete-config String
--describe
--entity-default
--entity-name String
--entity-type String
--group String
--help
--ip String
--ip-defaults
--topic String
--user String
--user-defaults
--version
`,
  'kafka-console-consumer': `
--bootstrap-server String: server to connect to
--command-config String: config file
--command-property String: consumer_prop
--consumer-property String: consumer_prop
--consumer.config String: config file
--enable-systest-events
--formatter String: class = org.apache.kafka.tools.consumer.DefaultMessageFormatter
--formatter-config String: config file
--formatter-property String: prop
--from-beginning
--group String: consumer group id
--help
--include String: Java regex (String)
--isolation-level String = read_uncommitted
--key-deserializer String: deserializer for keys
--max-messages Integer: num_messages
--offset String: consume offset = latest
--partition Integer: partition
--property String: prop
--skip-message-on-error
--timeout-ms Long: timeout_ms
--topic String: topic
--value-deserializer String: deserializer for values
--version
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
--state String?
--timeout Long: timeout (ms) = 30000
--to-current
--to-datetime String: datetime
--to-earliest
--to-latest
--to-offset Long: offset
--topic String: topic
--type String?
--validate-regex String: regex
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
--command-config String: Config file
--election-type [PREFERRED,UNCLEAN]: election
--help
--partition Integer: partition id
--path-to-json-file String: Path to JSON file
--topic String: topic name
--version
`,
  'kafka-get-offsets': `
--bootstrap-server String: HOST1:PORT1,...,HOST3:PORT3
--command-config String: config file
--exclude-internal-topics
--help
--partitions String: partition ids
--time String: <timestamp> / -1 or latest / -2 or earliest / -3 or max-timestamp / -4 or earliest-local / -5 or latest-tiered = latest
--topic String: topic
--topic-partitions String: topic1:1,topic2:0-3,topic3,topic4:5-,topic5:-3
--version
`,
  'kafka-broker-api-versions': `
--bootstrap-server String: server(s) to use for bootstrapping
--command-config String: command config property file
--help
--version
`,
  'kafka-reassign-partitions': `
--additional
--bootstrap-controller String?: bootstrap controller to connect to
--bootstrap-server String?: Server(s) to use for bootstrapping
--broker-list String: brokerlist
--cancel
--command-config String: Admin client property file
--disable-rack-aware
--disallow-replication-factor-change
--execute
--generate
--help
--list
--preserve-throttles
--reassignment-json-file String: manual assignment json file path
--replica-alter-log-dirs-throttle Long: replicaAlterLogDirsThrottle = -1
--throttle Long: throttle = -1
--timeout Long: timeout = 10000
--topics-to-move-json-file String: topics to reassign json file path
--verify
--version
`,
  'kafka-acls': `
--add
--allow-host String: allow-host
--allow-principal String: allow- principal
--bootstrap-controller String: controller to connect to
--bootstrap-server String: server to connect to
--cluster
--command-config String?: command- config
--consumer
--delegation-token String: delegation- token
--deny-host String: deny-host
--deny-principal String: deny- principal
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
--user-principal String: user- principal
--version
`,
  'kafka-groups': `
--bootstrap-server String*: server to connect to
--command-config String: command config property file
--consumer
--group-type String: type
--help
--list
--protocol String: protocol
--share
--streams
--version
`,
  'kafka-console-share-consumer': `
--bootstrap-server String: server to connect to
--command-config String: config file
--command-property String: consumer_prop
--consumer-config String: config file
--consumer-property String: consumer_prop
--enable-systest-events
--formatter String: class = org.apache.kafka.tools.consumer.DefaultMessageFormatter
--formatter-config String: config file
--formatter-property String: prop
--group String: share group id
--help
--key-deserializer String: deserializer for keys
--max-messages Integer: num_messages
--property String: prop
--reject
--reject-message-on-error
--release
--timeout-ms Integer: timeout_ms
--topic String: topic
--value-deserializer String: deserializer for values
--version
`,
  'kafka-share-groups': `
--all-groups
--all-topics
--bootstrap-server String: server to connect to
--command-config String: command config property file
--delete
--delete-offsets
--describe
--dry-run
--execute
--group String: share group
--help
--list
--members
--offsets
--reset-offsets
--state String?
--timeout Long: timeout (ms) = 30000
--to-datetime String: datetime
--to-earliest
--to-latest
--topic String: topic
--verbose
--version
`,
  'kafka-consumer-perf-test': `
--bootstrap-server String: server to connect to
--command-config String: config file
--command-property String: prop1=val1
--consumer.config String: config file
--date-format String: date format = yyyy-MM-dd HH:mm:ss:SSS
--fetch-size Integer: size = 1048576
--from-latest
--group String: gid = perf-consumer-42882
--help
--hide-header
--include String: Java regex (String)
--messages Long: count
--num-records Long: count
--print-metrics
--reporting-interval Long: interval_ms = 5000
--show-detailed-stats
--socket-buffer-size Integer: size = 2097152
--timeout Long?: milliseconds = 10000
--topic String: topic
--version
`,
  'kafka-streams-application-reset': `
--application-id String*: id
--bootstrap-server String: server to connect to = localhost:9092
--by-duration String
--command-config String: file name
--config-file String: file name
--dry-run
--force
--from-file String
--help
--input-topics String: list
--intermediate-topics String: list
--internal-topics String: list
--shift-by Long: number-of-offsets
--to-datetime String
--to-earliest
--to-latest
--to-offset Long
--version
`,
}

/**
 * The version of what a journal means, and what each version changed. It is raised with every change after which an old
 * journal would run otherwise: another event, another instant, another answer. The golden hashes of `src/testing/golden`
 * find out when that was forgotten.
 *
 * The first text is version 1. Of two changes made at the same time, the one that comes second adds its line last.
 */
export const ENGINE_HISTORY: readonly string[] = [
  'The first: brokers, KRaft controllers, classic groups, producers and consumers, a workstation with its tools.',
  'Coordinators run on a runtime: DeleteGroups is answered when the tombstones are committed, and each write that waits has a timeout of its own.',
  'Brokers and groups that are asked for all their settings list every one of 4.3.1, without the values of those that may be passwords; broker.rack counts where a properties file says it.',
  'The shell walks the parsed tree: loops, functions, substitutions and jobs run, stages of a pipeline run at the same time, a line that is not whole reads on, and signals end what is not Java.',
  'Each record of a refused batch has its own error; a send that cannot get metadata names the cause; splitting a batch ends; classes that clients cannot use are refused by their constructors.',
  'A coordinator answers heartbeats, LeaveGroup and a consumer that fetches its offsets when what was written before is committed; what a new leader has above its high watermark is not committed yet; loading takes as long as reading the log; a group that rebalances shows the assignments its members had.',
  'Replication throttles hold replicas back that are not in sync, and a reassignment throttles the partitions that stay too; describe shows the replication factor without what is being added.',
  'What is not simulated is said where it is asked for: a client of the new group protocol or of another security protocol does not start, a transactional producer that nobody gives a transaction sends nothing, and tools name the settings that count for nothing.',
  'A consumer logs commits and joins that fail as 4.3.1 does, and tries an automatic commit again after the retry backoff.',
  'Brokers answer ListConfigResources, and kafka-configs.sh finds client-metrics subscriptions that are not named.',
  'Brokers refuse wrong settings as invalid requests, settings of one broker cannot be said to all, and thread pools only double or halve.',
  'Resetting offsets looks first whether the partitions are there and takes its scope from a file; a reassignment passes over brokers that are not there and throttles what is under way; a features tool without a server asks for one.',
  'Messages are as long as Kafka writes them, so each arrives some microseconds sooner or later; brokers answer ApiVersions with their table.',
  'Group tools that find no coordinator name the call that looked for it, and the class of the time out.',
  'Levels of features: every metadata version has its name and its mapping, and lower ones are refused in the words of 4.3.1.',
  'Admin calls count their tries as Kafka does, tell deadlines in epoch milliseconds and which node was cut off; what a future throws comes wrapped; tools against a server that is not there say what real ones say.',
  'Options of tools that nothing acts on are refused or named, and the verifiable consumer looks at its group protocol.',
  'kafka-leader-election.sh acts on --admin.config, and no longer refuses it.',
  'kafka-topics.sh refuses values that are empty, contradictory or no number as 4.3.1 does; lists of addresses are looked at before the addresses.',
  "Batches are compressed: gzip, snappy and lz4 byte for byte, zstd stored in its frame; a topic's compression.type re-encodes, and batches grow by what their topic compressed to.",
  'Tools no longer say that a topic’s replication throttles count for nothing, and a trace says where an error of a record came from.',
  'kafka-configs.sh looks at whom and what it is given as 4.3.1 does, finds groups, and asks a broker about itself; properties files are read as Java reads them; a key may not stand twice in a change.',
  'Arithmetic expands parameters with nothing but a dollar sign, and refuses an operator without its operand; what is wrong in it ends the line; /dev/null can be read by programs, and what was written cannot be run.',
  'Correlation ids count what a client sends from 0, and a producer asks for metadata before it asks for a producer id.',
  'Ctrl-C reaches every process of a pipeline at once, so a filter at its end dies of it; a terminal opened again under a name goes on counting its processes.',
  'kafka-reassign-partitions.sh refuses options beside actions they are not for, numbers that are none and files that are not there as 4.3.1 does.',
  'Commits list partitions in the order of Java’s HashMap, without an epoch before the first fetch, and wait for the coordinator; a fetch that waited while its topic was deleted misses the name; clients of programs look where bootstrap.servers says and refuse names and lists as Java does.',
  'A leader nobody can connect to costs a batch no attempt.',
  'A controller closes the connection of whoever takes it for a broker.',
  'A metadata log begins as a formatted one does: the first voters follow the first leader, and the first features are one transaction; observers are listed in the order of their map.',
  'A replica that is made where records were deleted up to the middle of a batch begins with that batch, instead of breaking the engine.',
  'The shell keeps bytes that are no UTF-8, and Java reads them as U+FFFD; numbers that are deserialized are printed as Java 17 prints them.',
  'kafka-storage.sh format names settings of its file that count for nothing; clients no longer say so of enable.metrics.push and exclude.internal.topics, which are obeyed.',
  'Clients and followers reach a broker by the host and port that it advertises (advertised.listeners); what is sent with acks=0 waits for the connection; an admin client that does not know a node asks for metadata until it appears; names of bootstrap servers and ids of nodes stand in messages as clients know them.',
  'Controllers make themselves known in the metadata log (KIP-919), brokers tell that none of their directories is cordoned and become ready after they have caught up (KIP-1066), and the record that an active controller writes each half second is written whatever else it writes; a broker that does not serve yet stops at once, and one that waits to be let go asks again after 50 ms.',
  'When a broker was last heard of is when its last heartbeat came: neither fencing nor a new controller makes it later.',
  'Tools that argparse4j reads for complain with the usage of the sub-command, and know all of them; kafka-cluster.sh, kafka-features.sh and kafka-metadata-quorum.sh read --command-config, whose settings are looked at before addresses are.',
  'Controllers answer admin clients (KIP-919), the address that --bootstrap-controller gives is the one that is asked, and who is of another kind than the one looked for says so; --command-config counts for tools that argparse reads; kafka-configs.sh heads its lists before it asks.',
  'Half a surrogate pair in UTF-8 is one U+FFFD; deserializers refuse in the words of 4.3.1.',
  'Brokers write recovery points and log starts down on their own intervals, and a process that was killed starts with what the files say; index files are made when they are first looked at, and log directories are files in the shell.',
  'Correlation ids are int32: a client whose address others have too begins to count at a number that it draws, where the number stood above 31 bits before.',
  'The metadata of clients counts every response that tells of no newer leader epoch, as Metadata does, so the second pause is the longer one already; a consumer that waits for a leader keeps asking, its look-up of a coordinator that failed waits for new metadata, and the first metadata request shares the connection that is being opened.',
  'A record refused outside of a transaction is still known to the console producer when its time is over, and what transactions would do is said in the simulator’s voice.',
  'A broker reads its properties file (config/broker-N.properties on the workstation) when it is started, and does not start with what Kafka refuses, with another identity or with settings that nothing here acts on.',
  'Files of reassignments, elections, deletions and reset plans are read as Jackson reads them, dates and durations as Java does; kafka-consumer-groups.sh takes options beside one another as 4.3.1 does, and a call without any time ends at once.',
  'File names expand in the shell, and its file programs take several files; kafka-dump-log.sh holds index entries, zeros too, against the batches, and reads snapshots and paths from where one stands.',
  'Deleting records moves the recovery point along, and a log that begins inside a batch knows that batch’s producer after a restart.',
  'kafka-storage.sh refuses properties files with which no server would start, and calls a broker’s directory what 4.3.1 calls it.',
  'kafka-storage.sh formats the folder of the metadata log too, calls the others data directories, and goes through them as a HashSet does.',
  'kafka-broker-api-versions.sh asks each server once and lists brokers as a HashMap does; kafka-get-offsets.sh waits for leaders until its time is over and skips what has none; a failed produce says first that it is tried again and then that metadata is asked for; clearing throttles names the plan’s brokers too; an alteration of a broker goes to the controller that was given.',
  'The console consumer prints record by record: it waits for a slow reader and closes when its reader has gone; programs read pipes in pieces of 8 KiB, answers never go to a filter, and there is `yes`.',
  'kafka-storage.sh formats with the release and the features it is given, and refuses servers, voters and levels that cannot be; kafka-features.sh refuses levels as FeatureUpdate does; the perf test has a warmup and tells its rate as Java prints it.',
]

/** How many there have been. A run is written with it; one that a newer engine wrote is not opened. */
export const ENGINE_VERSION: string = String(ENGINE_HISTORY.length)

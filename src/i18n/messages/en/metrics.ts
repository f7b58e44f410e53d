/** Metrics over time, and what changed between two moments. */
export const metrics = {
  'metrics.tab': 'Metrics',
  'metrics.label': 'Metrics over simulated time',
  'metrics.tools': 'What is drawn',
  'metrics.group': 'Which metrics',
  'metrics.group.all': 'All',
  'metrics.group.health': 'Health',
  'metrics.group.load': 'Load',
  'metrics.group.times': 'Request times',
  'metrics.group.producers': 'Producers',
  'metrics.group.consumers': 'Consumers',
  'metrics.of': 'Whose metrics',
  'metrics.together': 'All together',
  'metrics.span': 'Time shown',
  'metrics.span.whole': 'Whole run',
  'metrics.span.twoMinutes': '2 minutes',
  'metrics.span.halfMinute': '30 seconds',
  'metrics.table': 'As a table',
  'metrics.reading': 'Reading the history: {percent} %',
  'metrics.axis': 'Moment on the metrics',
  'metrics.axisHelp': 'Click or drag anywhere on a chart to be at that moment',
  'metrics.none': 'There is nothing to draw yet: let the cluster run for a second.',
  'metrics.noValue': 'no value',
  'metrics.healthyAt': 'healthy: {value}',
  'metrics.notHealthy': 'healthy would be {value}',
  'metrics.moreAbout': 'What does {name} tell you?',
  'metrics.own': 'counted by Kafkascope',
  'metrics.kafkaHasNone': 'Kafka has no such metric: Kafkascope counts it',
  'metrics.chart': '{name}: {now} at {at}; at least {least}, at most {most} in the time shown',
  'metrics.chartEmpty': '{name}: no value in the time shown',
  'metrics.column.metric': 'Metric',
  'metrics.column.now': 'At this moment',
  'metrics.column.least': 'Least',
  'metrics.column.most': 'Most',
  'metrics.column.mostAt': 'Most at',
  'metrics.column.kafka': 'In Kafka',
  'metrics.unit.perSecond': '{value}/s',
  'metrics.unit.ms': '{value} ms',
  'metrics.simplified':
    'Drawn are plain averages over one simulated second. Kafka’s meters fade over a minute, so there a spike is lower and lasts longer.',
  'metrics.offlinePartitions': 'Partitions without a leader',
  'metrics.offlinePartitions.about':
    'Nobody can write to or read from them. Above zero is an outage: no replica that is allowed to lead is up. Kafka’s own topics count too.',
  'metrics.leaderElections': 'Leaders elected',
  'metrics.leaderElections.about':
    'Each is a partition that got another leader. A burst after a broker’s death is right; bursts without a death are not.',
  'metrics.uncleanElections': 'Unclean elections',
  'metrics.uncleanElections.about':
    'A replica became leader that was not in sync: records that were acknowledged may be lost. Zero, always.',
  'metrics.activeController': 'Active controllers',
  'metrics.activeController.about':
    'Exactly one decides. While it is none, brokers go on serving, but nobody elects leaders or makes topics.',
  'metrics.fencedBrokers': 'Fenced brokers',
  'metrics.fencedBrokers.about':
    'The controller has not heard from them for a session and lets them lead nothing. Watch how long after a kill it rises: that is the time nobody noticed.',
  'metrics.preferredImbalance': 'Leaders away from their preferred replica',
  'metrics.preferredImbalance.about':
    'After a broker returns, its partitions stay with whoever took over. Until a preferred election the others carry its load.',
  'metrics.underReplicated': 'Under-replicated partitions',
  'metrics.underReplicated.about':
    'Some replica is not in sync. Nothing is lost yet, but one failure less is survived. It should fall back to zero by itself once the broker is back.',
  'metrics.underMinIsr': 'Partitions below their minimum ISR',
  'metrics.underMinIsr.about':
    'Fewer replicas in sync than min.insync.replicas: acks=all is refused there. The cluster chose safety over being available.',
  'metrics.offlineDirectories': 'Failed log directories',
  'metrics.offlineDirectories.about':
    'Disks of log.dirs that brokers can no longer read or write. The broker goes on with the others; put in a new disk and restart it.',
  'metrics.isrShrinks': 'ISR shrinks',
  'metrics.isrShrinks.about':
    'A leader took a follower out that fell behind. What the controller takes out when it fences a broker is not counted here, as in Kafka.',
  'metrics.isrExpands': 'ISR expansions',
  'metrics.isrExpands.about': 'A follower has caught up and counts again. Each shrink should be followed by one.',
  'metrics.leaderCount': 'Leaders on each broker',
  'metrics.leaderCount.about':
    'Writes go to leaders, so an uneven spread is an uneven load. A dead broker tells nothing; watch the others take over.',
  'metrics.messagesIn': 'Records appended',
  'metrics.messagesIn.about':
    'By leaders, commits of consumer groups included. A gap is a leader that is gone; the peak after it is what producers had to hold back.',
  'metrics.bytesIn': 'Bytes appended',
  'metrics.bytesIn.about':
    'Batches as they arrive, compressed if the producer compresses. Disks and networks are planned by it.',
  'metrics.bytesOut': 'Bytes to consumers',
  'metrics.bytesOut.about':
    'Each group reads everything once: with three groups three times as much goes out as comes in. Copies for followers are not in it.',
  'metrics.failedProduce': 'Failed produce requests',
  'metrics.failedProduce.about':
    'Refused by the broker, for example because too few replicas are in sync. A leader that has moved does not count: a retry fixes that.',
  'metrics.produceTime': 'Time to answer a produce request',
  'metrics.produceTime.about':
    'At the broker, network not included. With acks=all it is mostly waiting for followers, with acks=1 next to nothing.',
  'metrics.produceRemoteTime': 'Of that, waiting for followers',
  'metrics.produceRemoteTime.about':
    'The request lies in purgatory until every replica in sync has the records. When one of them dies, everybody waits for it.',
  'metrics.requestQueueTime': 'Of that, waiting for its turn',
  'metrics.requestQueueTime.about':
    'The broker is busy. Slow a broker down to see it: here handling costs no time, so that it is zero otherwise.',
  'metrics.fetchConsumerTime': 'Time to answer a consumer’s fetch',
  'metrics.fetchConsumerTime.about':
    'Long is not bad: a fetch waits up to fetch.max.wait.ms (500 ms) for something to arrive. The less there is to read, the longer.',
  'metrics.fetchFollowerTime': 'Time to answer a follower’s fetch',
  'metrics.fetchFollowerTime.about':
    'Followers wait for records, too, up to replica.fetch.wait.max.ms (500 ms). With much to copy it falls.',
  'metrics.rebalances': 'Rebalances completed',
  'metrics.rebalances.about':
    'Each stops the members of a group for a moment. One after a member comes or goes is right; one after another is a group that cannot settle.',
  'metrics.recordSendRate': 'Records sent',
  'metrics.recordSendRate.about':
    'By producers, as they arrive at brokers; a retried record counts again. Compare with what was appended.',
  'metrics.requestLatency': 'A producer’s wait for its answer',
  'metrics.requestLatency.about':
    'From sending to the acknowledgement: network, queue and copies. It is what an application feels, and what acks=all costs.',
  'metrics.recordRetryRate': 'Records sent again',
  'metrics.recordRetryRate.about':
    'A leader moved or too few were in sync. Retries are how a producer gets over an election; they should end with it.',
  'metrics.recordErrorRate': 'Records given up',
  'metrics.recordErrorRate.about':
    'The application was told that they did not arrive. Healthy is zero: the default delivery timeout is two minutes, and an election is over long before that.',
  'metrics.bufferAvailable': 'Free buffer memory of the producer',
  'metrics.bufferAvailable.about':
    'Of buffer.memory. It falls while nobody takes the records; when it is used up, send() blocks the application.',
  'metrics.recordsLagMax': 'A consumer’s greatest lag',
  'metrics.recordsLagMax.about':
    'Records between where it stands and the end, of its worst partition. Growing means it is slower than the producers. A dead consumer tells none, so watch the group’s lag from outside too.',
  'metrics.recordsConsumedRate': 'Records read',
  'metrics.recordsConsumedRate.about':
    'Below what comes in, lag grows; above it, a consumer catches up. It is zero during a rebalance.',
  'metrics.fetchLatency': 'A consumer’s wait for its answer',
  'metrics.fetchLatency.about': 'Mostly the broker’s waiting for something to read. Near 500 ms the topic is quiet.',
  'changes.title': 'What changed',
  'changes.close': 'Close what changed',
  'changes.since': 'Since',
  'changes.since.act': 'My last action',
  'changes.since.pause': 'The last pause',
  'changes.since.beginning': 'The beginning',
  'changes.since.moment': 'Marked moment',
  'changes.mark': 'Mark this moment',
  'changes.markHelp': 'What changes from here on is listed against this moment',
  'changes.from': '{from} to {to}',
  'changes.goTo': 'Go to {at}',
  'changes.reading': 'Comparing the two moments…',
  'changes.nothing': 'Nothing visible has changed.',
  'changes.more': 'and {count} smaller changes',
  'changes.what': 'What',
  'changes.was': 'was',
  'changes.now': 'now',
  'changes.difference': 'change',
  'changes.thisMoment': 'What changed since?',
  'changes.sinceThis': 'What changed since {at}?',
  'changes.what.offline': 'Partitions without a leader',
  'changes.what.underReplicated': 'Under-replicated partitions',
  'changes.what.controller': 'Active controller',
  'changes.what.assignment': 'Partitions of {id}',
  'changes.what.lag': 'Lag of {id}',
  'changes.what.elections': 'Leader elections',
  'changes.what.rebalances': 'Rebalances',
  'changes.controller': 'controller-{id}',
} as const

export const failures = {
  'failure.gallery': 'Failures to live through',
  'failure.galleryText':
    'Each opens paused, just before it is decided, and asks what Kafka will do. Think of an answer, do it, then unfold what Kafka does.',
  'failure.card': 'The failure at hand',
  'failure.look': 'See the question',
  'failure.whatNext': 'What next',
  'failure.waiting': 'Press play and watch; the next step comes when it can be done.',
  'failure.do.KillNode': 'Kill {node}',
  'failure.do.StartNode': 'Start {node}',
  'failure.do.StopNode': 'Stop {node} cleanly',
  'failure.do.PauseNode': 'Freeze {node}',
  'failure.do.ResumeNode': 'Wake {node} up',
  'failure.do.AddConsumer': 'Add {name}',
  'failure.do.AddProducer': 'Add {name}',
  'failure.do.AddBroker': 'Add {name}',
  'failure.do.AddPartitions': 'Grow {topic} to {totalCount} partitions',
  'failure.do.SendRecords': 'Send {count} {count|record|records} from {producer}',
  'failure.do.EndTransaction': 'Commit the transaction of {producer}',
  'failure.do.HoldLink': 'Hold what {from} asks {to} for',
  'failure.do.ReleaseLink': 'Let {from} fetch again',
  'failure.do.CutLink': 'Cut {a} off',
  'failure.do.RepairLink': 'Connect {a} again',
  'failure.do.ConfigureConsumer': 'Have fewer records in one poll',
  'failure.runLine': 'Type it in the terminal: {line}',
  'failure.showAnswer': 'What Kafka does',
  'failure.older': 'In Kafka 2.5',
  'failure.skip': 'Go on until something can be done',
  'failure.newer': 'In Kafka 4.3',
  'failure.again': 'From its beginning',
  'failure.all': 'All failures',
  'failure.copyLink': 'Copy a link to this failure',
  'failure.linkCopied': 'The link opens this failure at its beginning.',
  'failure.unknown': 'There is no failure called “{id}” here. There are: {ids}.',

  'failure.acksOneLoses.title': 'Acknowledged, and lost',
  'failure.acksOneLoses.sentence': 'With acks=1 the leader answers before anybody has a copy.',
  'failure.acksOneLoses.question':
    'The followers of broker-2 fetch nothing at this moment, and payment-service (acks=1) is being told that all is well. What becomes of its last records when broker-2 dies?',
  'failure.acksOneLoses.answer':
    'They are lost. After 9 s another replica leads that never had them, and new records get the same offsets. When broker-2 comes back it cuts them off its own log. With acks=all they would not have been acknowledged, and sent once more.',
  'failure.acksOneLoses.older': 'The same, after up to 18 s instead of 9.',

  'failure.aloneInTheIsr.title': 'The last one in sync',
  'failure.aloneInTheIsr.sentence': 'acks=all waits for all in sync, and that may be one.',
  'failure.aloneInTheIsr.question':
    'Only broker-2 is in sync, min.insync.replicas is 1, so it acknowledges alone. Now it dies, and broker-3 comes back. Who leads?',
  'failure.aloneInTheIsr.answer':
    'Nobody. Broker-3 lacks what was acknowledged meanwhile, so the partition stays offline until broker-2 returns: nothing is lost, and nothing works. With min.insync.replicas=2 the writes would have been refused instead.',
  'failure.aloneInTheIsr.older': 'The same; the ISR keeps naming the dead broker.',

  'failure.belowMinIsr.title': 'Too few in sync',
  'failure.belowMinIsr.sentence': 'min.insync.replicas=2, and only one replica is left.',
  'failure.belowMinIsr.question':
    'order-service sends with acks=all, payment-service with acks=1. Broker-3 is down, and now broker-1 stops too. Whose records get through, and what does the consumer see?',
  'failure.belowMinIsr.answer':
    'acks=all is refused (NOT_ENOUGH_REPLICAS) and tried again for two minutes. acks=1 is written and acknowledged, but nobody can read it yet: the high watermark stands still until two replicas are in sync. What was readable before stays readable.',
  'failure.belowMinIsr.older':
    'What acks=1 writes can be read at once: the high watermark does not wait for the minimum.',

  'failure.uncleanElection.title': 'An unclean leader',
  'failure.uncleanElection.sentence': 'unclean.leader.election.enable=true: better old than offline.',
  'failure.uncleanElection.question':
    'Only broker-2 is in sync, and unclean election is allowed. It dies, broker-3 comes back without the last records. What do consumers see that had read further?',
  'failure.uncleanElection.answer':
    'Broker-3 leads with a shorter log. What only broker-2 had is lost though it was acknowledged by acks=all, the same offsets are given away a second time, and consumers that stood beyond the end are set back. When broker-2 returns it cuts its log to match.',

  'failure.slowFollower.title': 'The slow follower',
  'failure.slowFollower.sentence': 'It does not fetch, and still everybody waits for it.',
  'failure.slowFollower.question':
    'Broker-3 stops fetching but goes on sending heartbeats. order-service sends with acks=all. When does it get answers again?',
  'failure.slowFollower.answer':
    'After 30 to 45 s. For replica.lag.time.max.ms the follower still counts as in sync, so the high watermark and every acks=all wait for it. Then the leader takes it out of the ISR and goes on with two. As soon as it has caught up it is back in.',

  'failure.brokerCrash.title': 'A broker crashes',
  'failure.brokerCrash.sentence': 'From kill -9 to business as usual, step by step.',
  'failure.brokerCrash.question':
    'Broker-2 is killed. How long can nobody write to its partition, and does it lead again when it comes back?',
  'failure.brokerCrash.answer':
    'About 9 s: so long the controllers wait for a heartbeat. The first replica in sync in the order of assignment leads then. Broker-2 comes back as a follower, catches up, joins the ISR, and leads again within five minutes, when the controller gives leaders back to the preferred replicas.',
  'failure.brokerCrash.older':
    'Up to 18 s, the session with ZooKeeper; and leadership comes back by itself only where more than 10 % of that broker’s is missing.',

  'failure.controllerCrash.title': 'The controllers die',
  'failure.controllerCrash.sentence': 'Who decides is gone; do records still flow?',
  'failure.controllerCrash.question':
    'The active controller is killed, then the next one, and then a broker that leads. What stops working, and when?',
  'failure.controllerCrash.answer':
    'After the first, another controller is active within seconds. After the second there is no majority: nothing can be decided any more, but brokers and clients work on with what they know. Only the broker that dies then is missed: nobody replaces it as a leader.',
  'failure.controllerCrash.olderQuestion':
    'The broker that is the controller is killed, and before there is another one, a broker dies that leads. What goes on meanwhile, and what waits?',
  'failure.controllerCrash.older':
    'The controller is one of the brokers. Until its session with ZooKeeper ends, up to 18 s, nobody decides: whoever leads serves on, and a leader that dies meanwhile is not replaced. Then another broker is the controller, reads everything anew from ZooKeeper, and only now elects for both that are dead.',

  'failure.hotKey.title': 'The hot key',
  'failure.hotKey.sentence': 'Eight of ten orders come from one shop.',
  'failure.hotKey.question':
    'Three consumers share three partitions, and one of them falls behind. Does a fourth consumer help?',
  'failure.hotKey.answer':
    'No. A key always goes to the same partition, and a partition is read by one member of a group: the fourth gets nothing, and the lag goes on growing. What helps is another key, or a partitioner that spreads this one.',

  'failure.partitionsAdded.title': 'One partition more',
  'failure.partitionsAdded.sentence': 'Order per key, and what breaks it.',
  'failure.partitionsAdded.question':
    'orders has three partitions, each user always in the same one. A fourth is added. Where do the users’ next records go?',
  'failure.partitionsAdded.answer':
    'About three of four keys go elsewhere: the partition is the hash modulo the number of partitions. Their earlier records stay where they were, so two consumers may work on old and new ones of a user at once. And partitions can never be taken away again.',

  'failure.idleConsumer.title': 'One consumer too many',
  'failure.idleConsumer.sentence': 'Three partitions, four members.',
  'failure.idleConsumer.question':
    'A fourth member joins a group that reads three partitions. What does it do, and what happens when another one is killed?',
  'failure.idleConsumer.answer':
    'It waits with nothing assigned. When a member is killed its partition is read by nobody until its session ends (45 s); then the waiting one takes over. Had it been closed properly, it would have left the group at once.',
  'failure.idleConsumer.older': 'The session lasts 10 s by default.',

  'failure.crashBeforeCommit.title': 'Read twice',
  'failure.crashBeforeCommit.sentence': 'A consumer dies between processing and committing.',
  'failure.crashBeforeCommit.question':
    'consumer-1 commits every five seconds, and is killed between two commits. Where does it go on after its restart?',
  'failure.crashBeforeCommit.answer':
    'At the committed offset: everything processed since is processed again. That is “at least once”. Committing before processing would lose those records instead.',

  'failure.pollTooSlow.title': 'Polling too seldom',
  'failure.pollTooSlow.sentence': 'A rebalance without anybody dying, again and again.',
  'failure.pollTooSlow.question':
    'Processing one poll takes longer than max.poll.interval.ms (here 10 s instead of 5 min). Nobody crashes. What happens to the group?',
  'failure.pollTooSlow.answer':
    'The client leaves the group by itself, its partitions go to the other one, which gets the same records and is as slow. Who comes back cannot commit. So it goes round and round with the same records, until max.poll.records is smaller or the interval longer.',

  'failure.rebalanceCost.title': 'What a rebalance costs',
  'failure.rebalanceCost.sentence': 'The same restart in an eager and a cooperative group.',
  'failure.rebalanceCost.question':
    'Two groups read the same six partitions; one member of each is restarted. Which group stands still meanwhile?',
  'failure.rebalanceCost.answer':
    'The eager one: each member lets go of everything and waits until the slowest has joined. In the cooperative one everybody reads on, and only what moves changes hands, in a second round.',

  'failure.zombieConsumer.title': 'The zombie consumer',
  'failure.zombieConsumer.sentence': 'It slept longer than its session, and wakes up.',
  'failure.zombieConsumer.question':
    'consumer-1 freezes (a long garbage collection), its session ends, it wakes and goes on with the batch in its hands. What comes of its work?',
  'failure.zombieConsumer.answer':
    'Its partition has long been somebody else’s, who processes the same records: side effects happen twice. Its commit is refused, since it is no member of this generation any more, and it has to join anew.',

  'failure.zombieProducer.title': 'The zombie producer',
  'failure.zombieProducer.sentence': 'Two processes, one transactional.id.',
  'failure.zombieProducer.question':
    'worker-1 has a transaction open. A second process with the same transactional.id starts, since somebody took the first for dead. Who may write, and what becomes of the open transaction?',
  'failure.zombieProducer.answer':
    'Only the second. Its start gives it a later producer epoch, and the coordinator aborts what the first had open: no read_committed consumer ever sees it. The first is fenced as soon as it tries anything more. Without a transactional.id both would just write.',

  'failure.hangingTransaction.title': 'The hanging transaction',
  'failure.hangingTransaction.sentence': 'Begun, written, and never ended.',
  'failure.hangingTransaction.question':
    'order-service freezes in the middle of a transaction (transaction.timeout.ms is 20 s here instead of a minute). payment-service goes on writing without transactions. What do the two consumers see meanwhile?',
  'failure.hangingTransaction.answer':
    'The read_committed one stands still at the first record of the open transaction, also for what payment-service writes after it: the last stable offset does not move. The other reads on. After the timeout, and ten seconds more at most, the coordinator aborts; readers go on, and the records of the transaction are never shown to the first.',

  'failure.orderFlip.title': 'Out of order',
  'failure.orderFlip.sentence': 'Five requests on their way, and a retry.',
  'failure.orderFlip.question':
    'Without idempotence, with several requests in flight, too few replicas are in sync. A second one comes back while requests are on their way. In which order are the records written?',
  'failure.orderFlip.answer':
    'Those that arrived too early are refused and sent again, behind later ones that were accepted meanwhile: the order is broken. An idempotent producer numbers its batches, and the broker takes none out of turn.',

  'failure.lostAnswer.title': 'The lost answer',
  'failure.lostAnswer.sentence': 'Written everywhere, and nobody says so.',
  'failure.lostAnswer.question':
    'The records of order-service are on all three brokers, but the answers do not get through, and the leader dies. The producer tries again. How many times are they in the log?',
  'failure.lostAnswer.answer':
    'Twice, without idempotence: after request.timeout.ms (30 s) the producer sends them to the new leader, which cannot know them. With enable.idempotence it recognises their numbers and answers without writing.',

  'failure.emptyTopic.title': 'Suddenly empty',
  'failure.emptyTopic.sentence': 'Nothing new comes, and the topic runs dry.',
  'failure.emptyTopic.question':
    'retention.ms is one minute here, nobody writes any more, and the consumer is behind. What is left in the topic, and where does the consumer go on?',
  'failure.emptyTopic.answer':
    'Nothing is left: at a check of retention the active segment goes as well. First and next offset are the same now, not zero. The consumer’s place is gone, and auto.offset.reset decides: at the next record.',

  'failure.seesNothing.title': 'My consumer sees nothing',
  'failure.seesNothing.sentence': 'There are records, and a new group gets none.',
  'failure.seesNothing.question':
    'orders has records, and nobody writes at the moment. A new group with auto.offset.reset=latest joins. What does it read?',
  'failure.seesNothing.answer':
    'Nothing. A group that has committed nothing begins at the end of the log. With earliest another new group reads it all.',

  'failure.offsetsExpired.title': 'Offsets forgotten',
  'failure.offsetsExpired.sentence': 'A group comes back after its holidays.',
  'failure.offsetsExpired.question':
    'hello-group has read everything and is empty since then, for longer than offsets.retention.minutes (one minute here instead of seven days). It comes back with auto.offset.reset=earliest. What does it read?',
  'failure.offsetsExpired.answer':
    'Everything again. While a group is empty its offsets expire, and then it is like a new one. With latest it would have skipped what came meanwhile.',

  'failure.internalTopic.title': 'Three copies, one broker',
  'failure.internalTopic.sentence': 'Why no group works on a broker without the shipped settings.',
  'failure.internalTopic.question':
    'One broker, and offsets.topic.replication.factor is 3, as it is by default. A consumer with a group joins, and one without. Which of them reads?',
  'failure.internalTopic.answer':
    'Only the one without a group. __consumer_offsets cannot be made with three copies, so there is no coordinator, and groups wait for ever. The shipped server.properties says 1, which hides it.',

  'failure.misspeltTopic.title': 'A misspelt topic',
  'failure.misspeltTopic.sentence': 'Nobody made it, and there it is.',
  'failure.misspeltTopic.question':
    'A new producer writes to “oders”. There is no such topic. What happens, and how safe are its records?',
  'failure.misspeltTopic.answer':
    'The broker makes it, with one partition and one replica, as num.partitions and default.replication.factor say. When that one broker dies, the topic is offline, and its records are gone with its disk.',

  'failure.newBrokerEmpty.title': 'The new broker is idle',
  'failure.newBrokerEmpty.sentence': 'Adding one does not move anything.',
  'failure.newBrokerEmpty.question':
    'A fourth broker is added to take load off the others. What does it get, and what does it take to give it some?',
  'failure.newBrokerEmpty.answer':
    'Nothing, until a topic is made or somebody reassigns replicas. Then it copies the whole log, joins the ISR, and only then the old replica goes. No client sees an error.',

  'failure.clockAhead.title': 'A clock a year ahead',
  'failure.clockAhead.sentence': 'One record from the future.',
  'failure.clockAhead.question': 'A machine whose clock is a year ahead sends one record. What does the broker say?',
  'failure.clockAhead.answer':
    'It refuses it (InvalidTimestampException): at most an hour ahead is allowed by message.timestamp.after.max.ms.',
  'failure.clockAhead.older':
    'It takes it. Its segment is not old for another year, so that retention by time keeps it and everything after it.',

  'failure.compactionSurprises.title': 'Compaction surprises',
  'failure.compactionSurprises.sentence': 'One record per key? Not yet, and not the last ones.',
  'failure.compactionSurprises.question':
    'A compacted topic holds apple, then pear for alice, and a tombstone for bob. What does a consumer that begins now see, and what after cleaning?',
  'failure.compactionSurprises.answer':
    'Now all of them: the segment that is being written is never cleaned. Once another has begun, the cleaner keeps the last record of each key at its old offset; the others are holes. The tombstone itself stays for a day, so that readers hear of the deletion.',
  'failure.compactionSurprises.older':
    'The same, but the tombstone’s day is counted from file to file and not by the clock: in a topic that hardly grows it may stay for good.',

  'failure.zombieLeader.title': 'The zombie leader',
  'failure.zombieLeader.sentence': 'It does not hear that it no longer leads.',
  'failure.zombieLeader.question':
    'Broker-2 is cut off from controllers and brokers, but not from payment-service (acks=1). What does it do, and what remains of it?',
  'failure.zombieLeader.answer':
    'It goes on acknowledging. After 9 s another replica leads, and nobody can tell it. What it has taken since is cut off when it is reachable again: acknowledged, and lost. acks=all would have had no answer.',
  'failure.zombieLeader.olderQuestion':
    'Broker-2 is cut off from ZooKeeper and the other brokers, but not from payment-service (acks=1). What does it do, and what remains of it?',
  'failure.zombieLeader.older':
    'The same, after up to 18 s instead of 9, the session with ZooKeeper. Meanwhile it cannot write a smaller ISR there either.',

  'failure.stickyLooksUnfair.title': 'Ten records, one partition',
  'failure.stickyLooksUnfair.sentence': 'Records without keys do not take turns.',
  'failure.stickyLooksUnfair.question':
    'order-service sends ten records without keys to three partitions, and in-turns the same with the RoundRobinPartitioner. How are they spread?',
  'failure.stickyLooksUnfair.answer':
    'All ten in one partition: the producer stays with one until batch.size bytes have gone there. It evens out over time, and makes larger batches. Round robin spreads them 4, 3, 3.',
  'failure.stickyLooksUnfair.older':
    'The partition changes with each new batch; before 2.4 they took turns. And RoundRobinPartitioner passes partitions over: 5, 5, 0.',
} as const

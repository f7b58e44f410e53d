/** What happens, one sentence a beat. Each makes sense without the picture. */
export const captions = {
  'caption.label': 'What is happening',
  'caption.quiet': 'Records flow freely. Whatever happens is told here.',
  'caption.standing.noLeader': '{partitions}: there is no leader. Writers and readers wait.',
  'caption.standing.cut': 'The link between {nodes} is cut.',
  'caption.standing.cutFrom': 'The links between {node} and {nodes} are cut.',
  'caption.standing.cutLinks': 'These links are cut: {links}.',
  'caption.standing.heldFrom':
    'Messages between {node} and {nodes} are being held. They arrive once they are released.',
  'caption.standing.heldLinks': 'Messages are being held on these links: {links}. They arrive once they are released.',
  'caption.standing.held': 'Messages between {nodes} are being held. They arrive once they are released.',
  'caption.standing.down': '{nodes}: down or paused. The others carry on.',
  'caption.standing.downAll': '{nodes}: down or paused.',
  'caption.standing.notStarted': '{nodes} did not start: {error}',
  'caption.standing.nothing': 'No record has been written yet. Whatever happens is told here.',
  'caption.standing.rebalance':
    '{groups}: rebalancing. Whoever has joined again waits until the others have, or until the time for that is over.',
  'caption.standing.goneToCommit':
    '{members} cannot join again yet: first they commit how far they had read, and {partitions} {partitions|is|are} gone. The commit is refused and tried again until the time of the rebalance is over.',
  'caption.standing.diskFailed':
    '{partitions}: a replica is not in sync, for a disk of {brokers} has failed. It comes back once its broker has been started again.',
  'caption.standing.behind': '{partitions}: a replica is not in sync. Once it has caught up, it is back in the ISR.',
  'caption.beat': 'Beat {number} of {total}: {text}',
  'caption.instant': 'At this instant, {number} of {total}:',
  'caption.why': 'Why?',
  'caption.replay': 'Replay',
  'caption.replayHelp': 'Play this story again from its first moment',
  'caption.continue': 'Continue',
  'caption.noPauses': 'Don’t pause at these',
  'caption.paused': 'Paused here: this is new.',
  'caption.more': '{list} and {count} more',
  'caption.brokerKilled':
    '{nodes} was killed. Whoever was connected notices at once; the controller waits for heartbeats that no longer come.',
  'caption.brokerPowerCut': '{nodes} has lost power. Nobody is told, so whoever sent it a request just waits.',
  'caption.brokerPowerCutLost':
    '{nodes} has lost power. {records} {records|record|records} not yet on its disk {records|is|are} gone there; only brokers that had already copied {records|it|them} still have {records|it|them}. Nobody is told; everyone just waits.',
  'caption.brokerPaused': '{nodes} has stopped responding. Its connections stay open, but it answers nobody.',
  'caption.brokerStopping': '{nodes} is shutting down cleanly: first it hands over the partitions it leads.',
  'caption.brokerRemoved':
    '{nodes} is gone for good, and its disk with it. Replicas it still had are not copied anywhere by themselves: their partitions stay short of one until somebody moves them.',
  'caption.brokerStopped': '{nodes} has shut down cleanly. Its logs are complete on its disk, so nothing is lost.',
  'caption.brokerFenced':
    'No heartbeat for a whole session: the controller fences {nodes}, which can no longer lead anything.',
  'caption.brokerKilledInSession':
    '{nodes} was killed. Whoever was connected notices at once; ZooKeeper waits until the whole session time has passed in silence.',
  'caption.linkCut': 'The link between {nodes} is cut. Both are alive, but neither hears the other.',
  'caption.leadersElected':
    '{partitions}: {brokers}, the first survivor in the ISR, is the controller’s choice and becomes the leader once it hears.',
  'caption.leadersElectedMany':
    '{partitions}: for each the controller picks the first survivor in the ISR, which becomes the leader once it hears: {brokers}.',
  'caption.leadersHandedOver':
    '{partitions}: {brokers} {brokers|takes|take} over before the old leader is gone, so there is no time without a leader.',
  'caption.leadersBack': '{partitions}: the preferred {brokers|leader|leaders}, {brokers}, {brokers|leads|lead} again.',
  'caption.leadersUnclean':
    '{partitions}: nobody in the ISR is alive, so {brokers} {brokers|leads although it|lead although they} had fallen behind (an unclean election). What {brokers|it lacks|they lack} is lost.',
  'caption.leadersNone':
    '{partitions}: nobody in the ISR is alive, so no leader can be elected. Writers and readers wait.',
  'caption.askedInVain': 'What the page asked the cluster for was not done: {error}.',
  'caption.clientRefused':
    '{nodes} cannot start: Kafka’s client refuses {nodes|its|their} settings. Select {nodes|it|them} to read why.',
  'caption.leadersTakenOut':
    '{partitions}: the controller takes {brokers} out of the ISR, and elects whoever of the others is alive.',
  'caption.requestsTimedOut':
    'No answer from {silent} for {seconds} s: {nodes} {nodes|gives up its requests and asks|give up their requests and ask} another broker for metadata.',
  'caption.leadersNoticed': 'With new metadata these clients know the new leader and go on there: {nodes}.',
  'caption.isrShrank':
    '{partitions}: {brokers} {brokers|has been behind for too long and drops|have been behind for too long and drop} out of the ISR. acks=all no longer waits for {brokers|it|them}.',
  'caption.isrGrew': '{partitions}: {brokers} {brokers|has caught up and is|have caught up and are} in the ISR now.',
  'caption.logTruncated':
    '{nodes} cuts {partitions} back from offset {from} to {to}: the new leader never had those records.',
  'caption.recordsLost':
    '{partitions}: {records} acknowledged {records|record is|records are} lost for good. The producer was told that all went well.',
  'caption.recordsDuplicated': '{nodes} sent records again that had already arrived: they are in {partitions} twice.',
  'caption.recordsOutOfOrder':
    '{partitions}: records {nodes} had to send again were written after ones {nodes|it|they} had sent later. Without idempotence nothing keeps the order.',
  'caption.belowMinIsr':
    '{partitions}: fewer replicas are in sync than min.insync.replicas requires, so acks=all is refused. {nodes} {nodes|keeps|keep} retrying: {count} {count|time|times} so far.',
  'caption.segmentDeleted': '{partitions}: retention deletes the oldest segment. The log now begins at offset {to}.',
  'caption.logCleaned':
    '{nodes} {nodes|compacts|compact} {partitions}: records that a newer one of the same key has replaced go. The others keep their offsets.',
  'caption.sendsRetried':
    '{partitions}: {error}. {nodes} {nodes|keeps|keep} retrying: {count} {count|time|times} so far.',
  'caption.sendsSentOn':
    '{partitions}: {nodes} sent to a broker that no longer leads and {nodes|was|were} refused ({errorName}). {nodes|It gets new metadata and sends|They get new metadata and send} to the new leader: {count} {count|time|times} so far.',
  'caption.clientThrottled':
    '{nodes} {nodes|exceeds its quota|exceed their quotas}: {brokers} {brokers|reads|read} nothing from {nodes|it|them} until the rate is what it may be again, and so each time it is exceeded.',
  'caption.sendsFailed': '{nodes} {nodes|gives|give} up {records} {records|record|records} for {partitions}: {error}.',
  'caption.producerKilled': '{nodes} was killed. What it had not sent yet is gone with it.',
  'caption.producerStarted': '{nodes} starts as a new process: it asks for metadata before it sends anything.',
  'caption.consumerKilled':
    '{nodes} was killed without a word to its group. Nobody reads its partitions until its session runs out.',
  'caption.consumerPaused': '{nodes} has stopped and sends no heartbeats. Its group waits until the session runs out.',
  'caption.consumerFailed': '{nodes} {nodes|has|have} ended: nobody caught {errorName}.',
  'caption.brokerStarted': '{nodes} starts up and reads its logs.',
  'caption.brokerRegistered': '{nodes} registers with the controller. It stays fenced until it has the metadata.',
  'caption.brokerUnfenced': '{nodes} may serve now. It starts as a follower and copies what its partitions still lack.',
  'caption.brokerAppeared':
    '{nodes} {nodes|has put itself|have put themselves} into ZooKeeper. The controller tells {nodes|it|them} what to lead and what to follow.',
  'caption.brokerUnfencedEmpty':
    '{nodes} belongs to the cluster now, and stays empty: Kafka moves nothing to a new broker by itself. Only new topics are placed there, or what you move.',
  'caption.brokerAppearedEmpty':
    '{nodes} {nodes|has put itself|have put themselves} into ZooKeeper, and {nodes|stays|stay} empty: Kafka moves nothing to a new broker by itself. Only new topics are placed there, or what you move.',
  'caption.brokerDrained':
    'Nothing is left on {nodes}: every partition has its replicas elsewhere. It can stop, and nobody will miss it.',
  'caption.brokerNotDrained':
    '{nodes} is not stopped: there are still replicas of {partitions}. Something was placed there meanwhile; drain it once more.',
  'caption.moveStarted':
    '{partitions}: {brokers} {brokers|begins|begin} with an empty log and {brokers|copies|copy} from the leader. The old replicas stay until all new ones are in sync.',
  'caption.moveCaughtUp':
    '{moved} of {to} {to|partition|partitions}: {brokers} {brokers|has|have} copied everything and {brokers|joins|join} the ISR.',
  'caption.moveDone':
    '{partitions}: all new replicas are in sync, so the old ones go. {brokers} {brokers|deletes its copy|delete their copies}. Clients notice nothing.',
  'caption.replicasAdded':
    '{partitions}: {brokers} {brokers|is a replica|are replicas} as well now, so one more broker may fail. Every write is copied once more, too.',
  'caption.replicasDropped':
    '{partitions}: a smaller replication factor needs no copying. {brokers} {brokers|deletes its copy|delete their copies} at once.',
  'caption.preferenceChanged':
    '{partitions}: the same replicas in another order. The first is the preferred leader; it leads after the next preferred election.',
  'caption.moveCancelled':
    '{partitions}: the move is cancelled. What was copied so far is deleted, and the old replicas carry on.',
  'caption.throttleRemoved':
    'The throttle is removed again. Whoever forgets that keeps replication slow for good, also when a replica must catch up.',
  'caption.readReplicaChosen':
    '{nodes} {nodes|is|are} in rack {racks}: the leader names the replica in the same rack, and from now on {nodes|it reads|they read} from {brokers}. Traffic between racks is saved.',
  'caption.brokerResumed': '{nodes} carries on, unaware that it was away.',
  'caption.linkRepaired': 'The link between {nodes} is repaired.',
  'caption.controllerGone':
    '{nodes} is gone. Brokers keep serving; if it was the active controller, nothing is decided until a new one is elected.',
  'caption.controllerCandidate': 'controller-{to} no longer hears from the active controller and asks for votes.',
  'caption.controllerElected': 'controller-{to} has a majority of the votes and is now the active controller.',
  'caption.standing.noQuorum':
    'ZooKeeper has no quorum: nothing can change now, no election, no new topic, no session that ends. Leaders that are there serve on.',
  'caption.standing.noZooKeeperLeader':
    'ZooKeeper’s servers are agreeing on a leader. Until then nothing can change; partitions’ leaders serve on.',
  'caption.zookeeperGone': '{nodes} is gone. ZooKeeper serves only while a majority of its servers is there.',
  'caption.zookeeperStarted': '{nodes} starts, reads its log and looks for the ensemble’s leader.',
  'caption.zookeeperStoppedServing':
    '{nodes}: no majority around a leader any more. {nodes|It sends its|They send their} clients away; until a majority agrees again nothing can change, while partitions’ leaders serve on.',
  'caption.zookeeperElected':
    'A majority agrees again: {nodes} leads the ZooKeeper ensemble. Changes are possible, and sessions get their whole time anew.',
  'caption.zookeeperSessionExpired':
    'Nothing was heard of a session for {seconds} s: ZooKeeper ends it, and its ephemeral znodes go with it: {paths}.',
  'caption.zookeeperBrokerExpired':
    'ZooKeeper has not heard of {brokers} for {seconds} s: the session is over and the broker’s ephemeral znode is gone. By that the controller learns that it is dead.',
  'caption.brokerBecameController':
    '{nodes} was the first to create /controller in ZooKeeper, so it is the controller now. It reads from ZooKeeper how the whole cluster stands.',
  'caption.memberJoined': '{nodes} {nodes|joins|join} {groups}, so the group has to decide again who reads what.',
  'caption.memberLeft':
    '{nodes} {nodes|leaves|leave} {groups} and {nodes|gives|give} up {nodes|its|their} partitions. Whoever stays shares them.',
  'caption.memberExpired':
    '{nodes} {nodes|has|have} not been heard from in time: the coordinator removes {nodes|it|them} from {groups}.',
  'caption.rebalanceBegan': '{groups} begins to rebalance. Its coordinator waits until every member has joined again.',
  'caption.rebalanceAssigns': 'All members of {groups} are back. One of them works out who reads which partitions.',
  'caption.groupEmptied':
    'No member is left in {groups}: nobody reads for it. Its committed offsets stay until they expire, and whoever joins before that goes on from there.',
  'caption.rebalanceDone':
    '{groups} has rebalanced (generation {generation}). Every member has its partitions: {nodes}.',
  'caption.rebalanceDoneIdle':
    '{groups} has rebalanced (generation {generation}). No partition is left for {idle}: within a group, a partition has one reader.',
  'caption.coordinatorLost':
    'Members of {groups} have lost touch with their coordinator, {brokers}, and look for a new one. They read on, but can neither commit nor rebalance until they find it.',
  'caption.coordinatorUnheard':
    '{groups}: its coordinator, {brokers}, is alive, but what it writes to __consumer_offsets does not reach enough replicas (COORDINATOR_NOT_AVAILABLE). Its members read on; their commits wait and are tried again.',
  'caption.coordinatorMoved':
    '{groups}: the partition that keeps the group’s offsets has a new leader, so {brokers} is the coordinator now.',
  'caption.transactionalIdGiven':
    '{transactions}: its coordinator gives the producer an id and epoch 0, and writes that to __transaction_state.',
  'caption.transactionalIdTaken':
    '{transactions} begins anew with epoch {epoch}. Whoever used the id before has an older epoch now and is refused from here on.',
  'caption.openTransactionFenced':
    'A producer asks for {transactions} while a transaction of the one before it is still open. Its coordinator aborts that first, with a higher epoch.',
  'caption.producerFenced':
    '{nodes} {nodes|is a zombie|are zombies}: somebody else has {transactions} now, so what it sends is refused. A fenced producer can only close.',
  'caption.transactionBegan':
    'Transaction {transactions} is open. Its coordinator has written down which partitions take part: {partitions}. Readers with read_committed stop in front of it.',
  'caption.commitAsked': '{nodes} calls commitTransaction().',
  'caption.abortAsked': '{nodes} calls abortTransaction(): nothing of this transaction shall count.',
  'caption.transactionCommits':
    'PrepareCommit for {transactions} is in __transaction_state: from here the commit can no longer fail. Now a marker goes to each partition.',
  'caption.transactionAborts':
    'PrepareAbort for {transactions} is in __transaction_state: it is decided. Now an ABORT marker goes to each partition.',
  'caption.markersWritten':
    'The leaders write the marker into {partitions}. It takes an offset there, and the last stable offset (LSO) can move past it.',
  'caption.transactionCommitted':
    'Every partition has its marker: {transactions} is committed, and read_committed readers get all of its records.',
  'caption.transactionAborted':
    'Every partition has its ABORT marker: {transactions} is aborted. Its records stay in the log, but read_committed readers skip them.',
  'caption.transactionHangs':
    'Transaction {transactions} has been open for {seconds} s. In {partitions} read_committed readers wait in front of it, also for records of others behind it. After {to} s its coordinator aborts it.',
  'caption.transactionTimedOut':
    'Transaction {transactions} was open for more than {seconds} s (transaction.timeout.ms): its coordinator aborts it, and fences its producer with a higher epoch.',
  'caption.topicCreated': '{topics|Topic|Topics} {topics} {topics|is|are} created with {to} {to|partition|partitions}.',
  'caption.topicDeleted':
    '{topics|Topic|Topics} {topics} {topics|is|are} deleted along with {topics|its|their} records.',
  'caption.partitionsAdded':
    '{topics} now {topics|has|have} {to} partitions instead of {from}. From now on a key may go to a different partition than before.',
  'caption.step.append':
    '{records} {records|record|records} from {from} {records|reaches|reach} {to}, the leader of {partitions}.',
  'caption.step.copy': '{to} copies {records} {records|record|records} of {partitions} from {from}.',
  'caption.step.fetch': '{to} reads {records} {records|record|records} of {partitions} from {from}.',
  'caption.step.acknowledge': '{from} acknowledges to {to} what it sent to {partitions}.',
  'caption.step.commit': '{from} commits to {to} how far it has read {partitions}.',
  'caption.step.news': '{type} from {from} reaches {to}.',
  'caption.step.message': '{type} from {from} reaches {to}. The picture does not show it.',
  'caption.step.timer': 'A timer of {to} has run out.',
  'caption.step.disconnect': '{to} loses a connection.',
  'caption.step.page': 'this page',
  'caption.step.number': 'Event {number}:',
  'caption.step.did': 'This is what you did here.',
  'caption.step.nothing': 'Nothing to see within {seconds} s from here.',
  'caption.step.none': 'There is nothing before this.',
  'caption.memoryTaken':
    'Another program takes memory of {nodes}: the page cache shrinks, and old records fall out of it.',
  'caption.memoryFree': 'The memory of {nodes} is free again: all logs fit into the page cache.',
  'caption.readFromDisk':
    '{nodes} {nodes|has|have} to fetch {partitions} from the disk: it is not in the page cache any more. The reader waits.',
  'caption.logDirectoryFailed':
    'The disk of {paths} on {nodes} fails. The broker goes on with its other directories; whoever asks for a partition in this one is told KAFKA_STORAGE_ERROR.',
  'caption.logDirectoryWasLast':
    'With {paths} the last log directory of {nodes} has failed: the broker halts with exit code 1.',
  'caption.logDirectoryHadMetadata':
    '{paths} of {nodes} fails, and the metadata log lies in it: without that the broker cannot go on, and halts with exit code 1.',
  'caption.logDirectoryReported':
    'The controller hears that {nodes} {nodes|has|have} lost a log directory: it takes the replicas in it out of their ISRs and gives their partitions to other leaders, though the broker lives.',
  'caption.brokerDiskFailed':
    'The disk of {nodes} fails, with every log directory on it: the broker halts. What it held is only on other brokers now.',
} as const

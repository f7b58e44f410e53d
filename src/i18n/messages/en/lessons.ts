export const lessons = {
  'lesson.predict': 'Predict',
  'lesson.do': 'Try it',
  'lesson.watch': 'Watch',
  'lesson.settled': 'Compare',
  'lesson.mine': 'My prediction',
  'lesson.became': 'What happened',
  'lesson.asPredicted': 'As you predicted.',
  'lesson.otherwise': 'Not what you predicted. Here is why.',
  'lesson.belief': 'What many believe',
  'lesson.truth': 'How it is',
  'lesson.also.belowMin':
    'Apart from the question: only {isr} {isr|replica is|replicas are} in sync now, fewer than min.insync.replicas ({minIsr}), for another one had left the ISR before. So everything that {producers} sends with acks=all is refused meanwhile.',
  'lesson.also.stillWaiting':
    'Apart from the question: {producers} {n|is|are} still waiting for answers from {broker} that will not come. Nobody tells {n|it|them}; after {timeout} s (request.timeout.ms) {n|it sends|they send} those records again.',
  'lesson.nearly':
    'It has been decided. A moment more, until the brokers have heard of it and it can be seen what came of it.',
  'lesson.down': 'Not running at this moment: {nodes}. The outcome may be another than in a whole cluster.',
  'lesson.startAll': 'Start what is down',
  'lesson.also.oldMetadata':
    'Other producers go on as before: {producers}. They hear of the new partition when their metadata is {timeout} s old at the latest (metadata.max.age.ms).',
  'lesson.skip': 'Skip to the outcome',
  'lesson.skipping': 'Skipping ahead…',
  'lesson.lockIn': 'Choose one; it stays beside the outcome.',
  'lesson.notYet': 'Not possible at this moment.',
  'lesson.notYetDown': 'Not possible while these are not running: {nodes}',
  'lesson.why': 'Why?',
  'lesson.next': 'Next question',
  'lesson.inEra': 'The same in {era}',
  'lesson.copyLink': 'Copy link to this question',
  'lesson.unknown': 'There is no lesson called “{id}” here. There are: {ids}.',
  'lesson.askAgain': 'Predict again',
  'lesson.answer': 'Predict',
  'lesson.seeVerdict': 'See the outcome',
  'lesson.onBranch': 'Show this run',
  'lesson.variation.acksAll': 'acks=all',
  'lesson.again.acksAll': 'Again with acks=all',
  'lesson.again.watching': 'The same once more, on a branch of its own: watch.',
  'lesson.again.acksAllMeans':
    'Kafka’s defaults: acks=all and enable.idempotence=true. What is sent again after the leader’s death is then written only once.',
  'lesson.again.acksAllMeans.kafka-2-5':
    'In Kafka 2.5 neither acks=all nor enable.idempotence=true is the default: with acks=all alone what is sent again after the leader’s death may be written twice.',

  'lesson.cutPower.title': 'A leader’s death',
  'lesson.cutPower.ask': 'If {broker} dies without warning, who will lead {partition}?',
  'lesson.cutPower.about': 'The partition has followers on other brokers. Predict first, then pull the plug.',
  'lesson.cutPower.awaits': 'Waiting for the controller to notice that {broker} is gone.',
  'lesson.cutPower.patience.long':
    'It does once no heartbeat has come for broker.session.timeout.ms: nine seconds by default.',
  'lesson.cutPower.patience.long.kafka-2-5':
    'It does once the broker’s session with ZooKeeper has ended: after zookeeper.session.timeout.ms of silence, eighteen seconds by default.',
  'lesson.cutPower.choice.nobody': 'Nobody. Writing waits until {broker} is back',
  'lesson.cutPower.choice.inSync': 'A follower that was in the ISR',
  'lesson.cutPower.choice.longestLog': 'The follower with the longest log',
  'lesson.cutPower.choice.consumers': 'The consumers vote for one',
  'lesson.cutPower.step.cut': 'Cut the power of {broker}',
  'lesson.cutPower.wait.cut': '{broker} is not running now.',
  'lesson.cutPower.outcome.inSync':
    '{leader} leads {partition} now, in leader epoch {leaderEpoch}. For {seconds} s nobody knew: only when the heartbeats had been missing for a whole session did the controller make the first living member of the ISR the leader. Acknowledged records lost: {lost}.',
  'lesson.cutPower.outcome.inSync.kafka-2-5':
    '{leader} leads {partition} now, in leader epoch {leaderEpoch}. For {seconds} s nobody knew: only when ZooKeeper had ended the broker’s session, and its znode with it, did the controller make the first living member of the ISR the leader. Acknowledged records lost: {lost}.',
  'lesson.cutPower.outcome.nobody':
    'Nobody leads {partition}: no other replica was in the ISR, and Kafka would rather wait than lose what was acknowledged.',
  'lesson.cutPower.outcome.outsideIsr':
    '{leader} leads {partition}, though it was not in the ISR: an unclean election. Acknowledged records lost: {lost}.',
  'lesson.cutPower.belief.nobody': 'A partition lives on one broker.',
  'lesson.cutPower.truth.nobody':
    'It has replicas on several brokers, and any of them that is in the ISR can take over.',
  'lesson.cutPower.belief.inSync': 'There is always a follower in the ISR.',
  'lesson.cutPower.truth.inSync': 'The ISR can have shrunk to the leader alone.',
  'lesson.cutPower.belief.longestLog': 'The replicas compare their logs, as voters in Raft do.',
  'lesson.cutPower.truth.longestLog':
    'The controller asks nobody for the length of a log. It takes the first living replica of the ISR, and the ISR promises that it has everything acknowledged.',
  'lesson.cutPower.belief.consumers': 'The consumer group runs the cluster.',
  'lesson.cutPower.truth.consumers': 'Consumers only learn who leads. The controller decides.',

  'lesson.acksOne.title': 'Acknowledged, but not copied',
  'lesson.acksOne.ask': '{broker} dies before its followers have copied the newest records. Which of them are lost?',
  'lesson.acksOne.about':
    '{producer} sends with acks=1. First the followers’ fetch requests are held up, then the leader is killed.',
  'lesson.acksOne.awaits': 'Waiting for the controller to notice that {broker} is gone.',
  'lesson.acksOne.patience.long':
    'It does once no heartbeat has come for broker.session.timeout.ms, nine seconds by default, and then names another leader.',
  'lesson.acksOne.patience.long.kafka-2-5':
    'It does once the broker’s session with ZooKeeper has ended, eighteen seconds after its last word by default, and then names another leader.',
  'lesson.acksOne.choice.none': 'None: other brokers have replicas too',
  'lesson.acksOne.choice.uncopied': 'Some that {producer} had already been told were stored',
  'lesson.acksOne.choice.unanswered': 'Only records that had not been acknowledged yet',
  'lesson.acksOne.choice.everything': 'Everything that {broker} led',
  'lesson.acksOne.step.hold': 'Hold up copying from {broker}',
  'lesson.acksOne.step.kill': 'Kill {broker} now',
  'lesson.acksOne.wait.hold': '{broker} is not running now.',
  'lesson.acksOne.wait.kill': 'Wait for a record that only {broker} has.',
  'lesson.acksOne.outcome.uncopied':
    '{lost} {lost|record|records} of acks={acks} had been acknowledged and {lost|is|are} gone. {leader} leads now and never had {lost|it|them}; when {broker} returns it cuts {lost|it|them} off its log.',
  'lesson.acksOne.outcome.none':
    'None (acks={acks}). Every record that had been acknowledged was on {leader} too; what was not copied had not been acknowledged, and the producer sends it again.',
  'lesson.acksOne.belief.none': 'What has been acknowledged is safe.',
  'lesson.acksOne.truth.none': 'With acks=1 the leader answers before anybody has a copy.',
  'lesson.acksOne.belief.uncopied': 'What a leader has not passed on is always lost.',
  'lesson.acksOne.truth.uncopied': 'What was not acknowledged the producer still has, and sends again.',
  'lesson.acksOne.belief.unanswered': 'An acknowledgement means that the record is copied.',
  'lesson.acksOne.truth.unanswered': 'It means that only with acks=all.',
  'lesson.acksOne.belief.everything': 'A partition lives on its leader.',
  'lesson.acksOne.truth.everything': 'The followers have all of it but the newest records.',

  'lesson.fourthConsumer.title': 'One more consumer',
  'lesson.fourthConsumer.ask': '{group} has {members} consumers for {partitions} partitions. What will one more do?',
  'lesson.fourthConsumer.about': 'Each consumer reads the partitions that it was assigned.',
  'lesson.fourthConsumer.awaits': 'Waiting for {group} to rebalance.',
  'lesson.fourthConsumer.choice.faster': 'The group reads faster',
  'lesson.fourthConsumer.choice.idle': 'One consumer has nothing to read',
  'lesson.fourthConsumer.choice.shared': 'Two consumers share a partition',
  'lesson.fourthConsumer.choice.refused': 'It is refused',
  'lesson.fourthConsumer.step.add': 'Add {consumer}',
  'lesson.fourthConsumer.wait.add': 'Nobody can be added now.',
  'lesson.fourthConsumer.outcome.idle':
    '{idle} is in the group and has no partition. The group rebalanced (generation {before} → {generation}), and within a group a partition has exactly one reader.',
  'lesson.fourthConsumer.outcome.spread':
    'There was a partition left for it: everybody reads (generation {generation}).',
  'lesson.fourthConsumer.outcome.shared': 'Two members were given the same partition (generation {generation}).',
  'lesson.fourthConsumer.belief.faster': 'More consumers always read faster.',
  'lesson.fourthConsumer.truth.faster': 'The number of partitions is the limit. A consumer beyond it only stands by.',
  'lesson.fourthConsumer.belief.idle': 'There is no partition to spare.',
  'lesson.fourthConsumer.truth.idle': 'This time there was one left.',
  'lesson.fourthConsumer.belief.shared': 'The members of a group share out the records.',
  'lesson.fourthConsumer.truth.shared': 'They share out the partitions. Only that keeps each partition in order.',
  'lesson.fourthConsumer.belief.refused': 'A group has a fixed size.',
  'lesson.fourthConsumer.truth.refused': 'Anybody may join. There may just be nothing left to read.',

  'lesson.belowMinIsr.title': 'Below min.insync.replicas',
  'lesson.belowMinIsr.ask':
    '{topic} requires {minIsr} in-sync replicas, and only {left} is left. What happens to writes?',
  'lesson.belowMinIsr.about': '{careful} sends with acks=all, {hasty} with acks=1.',
  'lesson.belowMinIsr.awaits': 'Waiting until {careful} is refused.',
  'lesson.belowMinIsr.patience.long':
    'What the leader has already written waits for its copies up to request.timeout.ms: thirty seconds by default.',
  'lesson.belowMinIsr.choice.goOn': 'Both go on: one replica is alive',
  'lesson.belowMinIsr.choice.unseen': 'acks=all is refused; acks=1 is acknowledged, but nobody can read it',
  'lesson.belowMinIsr.choice.seen': 'acks=all is refused; acks=1 goes on as ever',
  'lesson.belowMinIsr.choice.stop': 'Nobody can write',
  'lesson.belowMinIsr.step.kill': 'Kill {brokers}',
  'lesson.belowMinIsr.wait.kill': '{brokers} are not running now.',
  'lesson.belowMinIsr.outcome.unseen':
    '{careful} is refused with {refused}. {hasty} had {written} {written|record|records} acknowledged in {seconds} s, and consumers could read {readable} more: the high watermark stands still while fewer than {minIsr} are in sync, whatever acks says.',
  'lesson.belowMinIsr.outcome.seen':
    '{careful} is refused with {refused}; {hasty} had {written} {written|record|records} acknowledged, and {readable} more could be read.',
  'lesson.belowMinIsr.outcome.goOn':
    'Both producers got records through, though {careful} had been refused for a moment.',
  'lesson.belowMinIsr.outcome.stop': '{careful} is refused with {refused}, and {hasty} got nothing through either.',
  'lesson.belowMinIsr.belief.goOn': 'One living replica is enough.',
  'lesson.belowMinIsr.truth.goOn': 'How many an acks=all write needs at least is what min.insync.replicas says.',
  'lesson.belowMinIsr.belief.unseen': 'The high watermark always stands still here.',
  'lesson.belowMinIsr.truth.unseen': 'This time it went on.',
  'lesson.belowMinIsr.truth.unseen.kafka-2-5':
    'Not in Kafka 2.5: there min.insync.replicas holds up acks=all alone. That it holds the high watermark as well came with Kafka 4.',
  'lesson.belowMinIsr.outcome.seen.kafka-2-5':
    '{careful} is refused with {refused}; {hasty} had {written} {written|record|records} acknowledged, and {readable} more could be read: in Kafka 2.5 the high watermark goes on with whoever is left in the ISR.',
  'lesson.belowMinIsr.belief.seen': 'The setting min.insync.replicas concerns acks=all alone.',
  'lesson.belowMinIsr.truth.seen': 'It also holds the high watermark, up to which consumers may read.',
  'lesson.belowMinIsr.belief.stop': 'The setting min.insync.replicas guards every write.',
  'lesson.belowMinIsr.truth.stop': 'With acks=1 nobody looks at it.',

  'lesson.returningLeader.title': 'The leader returns',
  'lesson.returningLeader.ask': '{broker} led {partition} before. Will it lead again as soon as it is back?',
  'lesson.returningLeader.about': '{leader} leads now and has gone on taking writes.',
  'lesson.returningLeader.awaits': 'Waiting until {broker} has started, caught up and is in the ISR again.',
  'lesson.returningLeader.choice.atOnce': 'Yes, as soon as it is up: it is the preferred leader',
  'lesson.returningLeader.choice.caughtUp': 'Yes, the moment it has caught up',
  'lesson.returningLeader.choice.follows': 'No. It catches up and stays a follower until the controller’s next check',
  'lesson.returningLeader.choice.never': 'No. Its log has to be copied by hand first',
  'lesson.returningLeader.step.start': 'Start {broker}',
  'lesson.returningLeader.wait.ask': 'Possible once a broker that leads is down: stop one, kill one or cut its power.',
  'lesson.returningLeader.wait.start': '{broker} is running.',
  'lesson.returningLeader.outcome.follows':
    '{broker} was back in the ISR after {seconds} s, and {leader} still leads. Every five minutes the controller checks whether leaders have strayed from their preferred replicas; kafka-leader-election.sh does it at once.',
  'lesson.returningLeader.outcome.atOnce':
    '{broker} leads again after {seconds} s: nobody else could lead {partition}.',
  'lesson.returningLeader.outcome.caughtUp': '{leader} leads, just after it came back into the ISR ({seconds} s).',
  'lesson.returningLeader.belief.atOnce': 'A broker owns the partitions it once led.',
  'lesson.returningLeader.truth.atOnce':
    'It may lack what was written meanwhile. If it led at once, that would be lost.',
  'lesson.returningLeader.belief.caughtUp': 'The preferred leader leads whenever it can.',
  'lesson.returningLeader.truth.caughtUp': 'Preferred leaders are elected at a regular check, or when somebody asks.',
  'lesson.returningLeader.belief.follows': 'Whoever returns always waits its turn.',
  'lesson.returningLeader.truth.follows': 'This time nobody else could lead.',
  'lesson.returningLeader.belief.never': 'A replica that has fallen behind is repaired by hand.',
  'lesson.returningLeader.truth.never': 'A follower fetches what it lacks by itself.',

  'lesson.keyAfterPartitions.title': 'A key after a new partition',
  'lesson.keyAfterPartitions.ask':
    'The key {key} goes to {home}. {topic} gets one more partition: where does {key} go next?',
  'lesson.keyAfterPartitions.about':
    'A producer hears of new partitions up to five minutes later, so it is restarted in between.',
  'lesson.keyAfterPartitions.awaits': 'Waiting for a record with the key {key}.',
  'lesson.keyAfterPartitions.choice.same': 'To {home}, as ever: a key keeps its partition',
  'lesson.keyAfterPartitions.choice.moved': 'Elsewhere; its older records stay',
  'lesson.keyAfterPartitions.choice.oldMoved': 'Elsewhere, and its older records move along',
  'lesson.keyAfterPartitions.choice.refused': 'Nowhere: partitions cannot be added while somebody writes',
  'lesson.keyAfterPartitions.step.add': 'Give {topic} {to} partitions',
  'lesson.keyAfterPartitions.step.restart': 'Restart {producer}',
  'lesson.keyAfterPartitions.wait.add': '{topic} has that many already.',
  'lesson.keyAfterPartitions.wait.restart': 'Wait for the new partition.',
  'lesson.keyAfterPartitions.outcome.moved':
    '{key} goes to {now} now. Its older records stay in {home}, so readers no longer get this key in order. The partition is the key’s hash modulo the number of partitions, and that was {from} and is {to}.',
  'lesson.keyAfterPartitions.outcome.same':
    '{key} goes to {now}, as before: the hash modulo {to} happens to be the same as modulo {from}. Other keys move.',
  'lesson.keyAfterPartitions.belief.same': 'Adding partitions moves no key.',
  'lesson.keyAfterPartitions.truth.same':
    'The hash is divided by another number now, and most keys get another remainder.',
  'lesson.keyAfterPartitions.belief.moved': 'Adding partitions moves every key.',
  'lesson.keyAfterPartitions.truth.moved': 'Some keep their place by chance.',
  'lesson.keyAfterPartitions.belief.oldMoved': 'Kafka sorts again what was already written.',
  'lesson.keyAfterPartitions.truth.oldMoved': 'A record never leaves its partition.',
  'lesson.keyAfterPartitions.belief.refused': 'A topic is fixed while it is used.',
  'lesson.keyAfterPartitions.truth.refused': 'Partitions can be added at any time, and never taken away.',

  'lesson.tooManyCopies.title': 'More replicas than brokers',
  'lesson.tooManyCopies.ask':
    'A topic with replication factor {copies} on {brokers} {brokers|broker|brokers}: what happens?',
  'lesson.tooManyCopies.about': 'The command asks for --replication-factor {copies}.',
  'lesson.tooManyCopies.awaits': 'Waiting for the command to end.',
  'lesson.tooManyCopies.choice.fewer': 'It is created with as many replicas as there are brokers',
  'lesson.tooManyCopies.choice.refused': 'It is refused',
  'lesson.tooManyCopies.choice.sameDisk': 'It is created with several replicas on one broker',
  'lesson.tooManyCopies.choice.waits': 'It is created, and more replicas follow when brokers are added',
  'lesson.tooManyCopies.step.type': 'Type it for me',
  'lesson.tooManyCopies.wait.type': 'Not possible now.',
  'lesson.tooManyCopies.outcome.refused':
    'It is refused: INVALID_REPLICATION_FACTOR. Each replica needs a broker of its own, since two on one disk would be lost together.',
  'lesson.tooManyCopies.outcome.fewer': 'Asked for replication factor {copies}, it was created with {made}.',
  'lesson.tooManyCopies.outcome.created':
    'It was created with replication factor {made}: by now there are enough brokers.',
  'lesson.tooManyCopies.belief.fewer': 'Kafka makes do with fewer.',
  'lesson.tooManyCopies.truth.fewer': 'Three replicas that silently became one would come to light only in an outage.',
  'lesson.tooManyCopies.belief.refused': 'The number of brokers never changes.',
  'lesson.tooManyCopies.truth.refused': 'By now there were enough.',
  'lesson.tooManyCopies.belief.sameDisk': 'A replica is a replica wherever it is.',
  'lesson.tooManyCopies.truth.sameDisk': 'Replicas of a partition never share a broker.',
  'lesson.tooManyCopies.belief.waits': 'New brokers take over work by themselves.',
  'lesson.tooManyCopies.truth.waits': 'They get nothing until somebody reassigns partitions.',

  'lesson.openTransaction.title': 'An open transaction',
  'lesson.openTransaction.ask':
    '{producer} leaves a transaction on {topic} open, and aborts it after a while. What does a read_committed consumer get?',
  'lesson.openTransaction.about':
    'Others write to {topic} all the while, without transactions. {consumer} has isolation.level=read_committed and reads the topic from its beginning.',
  'lesson.openTransaction.awaits':
    'Waiting until the coordinator has ended the transaction with a marker in every partition.',
  'lesson.openTransaction.choice.allAlong': 'Every record as soon as it is written',
  'lesson.openTransaction.choice.passesOver':
    'The others’ records at once; it just leaves out those of the transaction',
  'lesson.openTransaction.choice.afterEnd':
    'Nothing behind the transaction’s first record until it ends; then the others’ records',
  'lesson.openTransaction.choice.withdrawn': 'The transaction’s records as well, once it has ended',
  'lesson.openTransaction.step.open': 'Add {producer} and {consumer}',
  'lesson.openTransaction.step.abort': 'Abort the transaction',
  'lesson.openTransaction.wait.open': 'They are there already.',
  'lesson.openTransaction.wait.abort': 'Possible once records of others stand behind the open transaction.',
  'lesson.openTransaction.outcome.afterEnd':
    'While it was open, {consumer} stood at the last stable offset (LSO), in {partition} at offset {offset}, with {held} records of others behind it that every replica in sync had. With the abort marker the LSO moved on: it read those, and none of the {aborted} records of the transaction, although these stay in the log.',
  'lesson.openTransaction.outcome.allAlong': 'This time nothing held {consumer} back before the transaction ended.',
  'lesson.openTransaction.outcome.withdrawn':
    'While it was open, {consumer} stood at the last stable offset (LSO); after its end it got records of the transaction too.',
  'lesson.openTransaction.belief.allAlong': 'What is in the log is read.',
  'lesson.openTransaction.truth.allAlong':
    'That is read_uncommitted, the default. With read_committed brokers give out nothing from the LSO on.',
  'lesson.openTransaction.belief.passesOver': 'A consumer leaves out what is not committed and reads on.',
  'lesson.openTransaction.truth.passesOver':
    'Whether it will be committed nobody knows yet, and records come in the order of their offsets: so it waits.',
  'lesson.openTransaction.belief.afterEnd': 'An open transaction always holds readers back.',
  'lesson.openTransaction.truth.afterEnd': 'It holds back those alone that are at its first record already.',
  'lesson.openTransaction.belief.withdrawn':
    'Aborting only says that something went wrong; the records are read all the same.',
  'lesson.openTransaction.truth.withdrawn':
    'With each answer the broker names the aborted transactions in it, and the consumer leaves out their records.',

  'lesson.firstCommand.title': 'The first command of the course notes',
  'lesson.firstCommand.ask': 'The command names neither partitions nor replicas. What will {topic} get?',
  'lesson.firstCommand.about': 'kafka-topics.sh --create --topic {topic}, as on a real machine.',
  'lesson.firstCommand.awaits': 'Waiting for the command to end.',
  'lesson.firstCommand.choice.one': 'One partition, one replica',
  'lesson.firstCommand.choice.everyBroker': 'One partition for each broker',
  'lesson.firstCommand.choice.refused': 'An error: the numbers are missing',
  'lesson.firstCommand.choice.grows': 'As many partitions as it needs; the number grows by itself',
  'lesson.firstCommand.step.type': 'Type it for me',
  'lesson.firstCommand.wait.type': 'Not possible now.',
  'lesson.firstCommand.outcome.one':
    'Partitions: {partitions}, replication factor: {replicationFactor}. What a command leaves out comes from the brokers’ settings num.partitions and default.replication.factor, and both are 1 by default.',
  'lesson.firstCommand.outcome.everyBroker':
    'Partitions: {partitions}, replication factor: {replicationFactor}. That is what num.partitions of these brokers says.',
  'lesson.firstCommand.outcome.other':
    'Partitions: {partitions}, replication factor: {replicationFactor}, as the brokers’ settings num.partitions and default.replication.factor say.',
  'lesson.firstCommand.outcome.refused': 'The command was refused; the terminal says why.',
  'lesson.firstCommand.belief.one': 'The default is always one.',
  'lesson.firstCommand.truth.one': 'The brokers’ settings decide.',
  'lesson.firstCommand.belief.everyBroker': 'Kafka spreads a topic over all brokers.',
  'lesson.firstCommand.truth.everyBroker': 'It creates what the settings say, and by default that is one partition.',
  'lesson.firstCommand.belief.refused': 'The numbers have to be given.',
  'lesson.firstCommand.truth.refused': 'They may be left out. Then the brokers’ defaults apply.',
  'lesson.firstCommand.belief.grows': 'Partitions grow with the load.',
  'lesson.firstCommand.truth.grows': 'Their number stays until somebody changes it.',
} as const

export const lessons = {
  'lesson.predict': 'Predict',
  'lesson.do': 'Try it',
  'lesson.watch': 'Watch',
  'lesson.settled': 'Compare',
  'lesson.mine': 'My prediction',
  'lesson.became': 'It happened',
  'lesson.asPredicted': 'As you predicted.',
  'lesson.otherwise': 'Not what you predicted. Here is why.',
  'lesson.belief': 'The belief behind it',
  'lesson.lockIn': 'Choose one; it stays beside the outcome.',
  'lesson.watching': 'The cluster is about to answer. Watch the stage.',
  'lesson.notYet': 'Not possible at this moment.',
  'lesson.why': 'Why?',
  'lesson.next': 'Next question',
  'lesson.askAgain': 'Predict again',
  'lesson.answer': 'Predict',
  'lesson.seeVerdict': 'See the outcome',
  'lesson.onBranch': 'Show this run',
  'lesson.variation.acksAll': 'acks=all',
  'lesson.again.acksAll': 'Again with acks=all',
  'lesson.again.watching': 'The same once more, on a branch of its own: watch.',

  'lesson.cutPower.title': 'A leader’s death',
  'lesson.cutPower.ask': 'If {broker} dies without warning, who will lead {partition}?',
  'lesson.cutPower.about': 'The partition has followers on other brokers. Predict first, then pull the plug.',
  'lesson.cutPower.choice.nobody': 'Nobody. Writing waits until {broker} is back',
  'lesson.cutPower.choice.inSync': 'A follower that was in the ISR',
  'lesson.cutPower.choice.longestLog': 'The follower with the longest log',
  'lesson.cutPower.choice.consumers': 'The consumers vote for one',
  'lesson.cutPower.step.cut': 'Cut the power of {broker}',
  'lesson.cutPower.wait.cut': '{broker} is not running now.',
  'lesson.cutPower.outcome.inSync':
    '{leader} leads {partition} now, in leader epoch {leaderEpoch}. For {seconds} s nobody knew: only when the heartbeats had been missing for a whole session did the controller make the first living member of the ISR the leader. Acknowledged records lost: {lost}.',
  'lesson.cutPower.outcome.nobody':
    'Nobody leads {partition}: no other replica was in the ISR, and Kafka would rather wait than lose what was acknowledged.',
  'lesson.cutPower.outcome.outsideIsr':
    '{leader} leads {partition}, though it was not in the ISR: an unclean election. Acknowledged records lost: {lost}.',
  'lesson.cutPower.belief.nobody':
    'A partition lives on one broker. It has replicas on several, and any of them that is in the ISR can take over.',
  'lesson.cutPower.belief.inSync': 'There is always a follower in the ISR. It can have shrunk to the leader alone.',
  'lesson.cutPower.belief.longestLog':
    'Replicas compare their logs, as voters in Raft do. The controller asks nobody for the length of a log; it takes the first living replica of the ISR, and the ISR promises that it has everything acknowledged.',
  'lesson.cutPower.belief.consumers':
    'The consumer group runs the cluster. Consumers only learn who leads; the controller decides.',

  'lesson.acksOne.title': 'Acknowledged, but not copied',
  'lesson.acksOne.ask': '{broker} dies before its followers have copied the newest records. Which of them are lost?',
  'lesson.acksOne.about':
    '{producer} sends with acks=1. First the followers’ fetch requests are held up, then the leader is killed.',
  'lesson.acksOne.choice.none': 'None: there are three replicas',
  'lesson.acksOne.choice.uncopied': 'Some that {producer} had been told were stored',
  'lesson.acksOne.choice.unanswered': 'Only records that nobody had been told about',
  'lesson.acksOne.choice.everything': 'Everything that {broker} led',
  'lesson.acksOne.step.hold': 'Hold up the copying from {broker}',
  'lesson.acksOne.step.kill': 'Kill {broker} now',
  'lesson.acksOne.wait.hold': '{broker} is not running now.',
  'lesson.acksOne.wait.kill': 'Wait for a record that only {broker} has.',
  'lesson.acksOne.outcome.uncopied':
    '{lost} {lost|record|records} of acks={acks} had been acknowledged and {lost|is|are} gone. {leader} leads now and never had {lost|it|them}; when {broker} returns it cuts {lost|it|them} off its log.',
  'lesson.acksOne.outcome.none':
    'None (acks={acks}). Every record that had been acknowledged was on {leader} too; what was not copied had not been acknowledged, and the producer sends it again.',
  'lesson.acksOne.belief.none':
    'An acknowledged record is safe. With acks=1 the leader answers before anybody has a copy.',
  'lesson.acksOne.belief.uncopied':
    'What a leader has not passed on is always lost. What was not acknowledged the producer still has, and sends again.',
  'lesson.acksOne.belief.unanswered':
    'An acknowledgement means that the record is copied. It means that only with acks=all.',
  'lesson.acksOne.belief.everything': 'A partition lives on its leader. The followers have all but the newest records.',

  'lesson.fourthConsumer.title': 'One consumer more',
  'lesson.fourthConsumer.ask': '{group} has {members} consumers for {partitions} partitions. What will one more do?',
  'lesson.fourthConsumer.about': 'Each consumer reads the partitions that it was assigned.',
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
  'lesson.fourthConsumer.belief.faster':
    'More consumers always read faster. The number of partitions is the limit; one that is idle only stands by.',
  'lesson.fourthConsumer.belief.idle': 'The group has a partition for nobody else. Here there was one.',
  'lesson.fourthConsumer.belief.shared':
    'Members divide up records. They divide up partitions; only so does each partition stay in order.',
  'lesson.fourthConsumer.belief.refused': 'A group has a fixed size. Anybody may join; there may just be nothing left.',

  'lesson.belowMinIsr.title': 'Below min.insync.replicas',
  'lesson.belowMinIsr.ask':
    '{topic} asks for {minIsr} in-sync replicas, and {left} is left. What becomes of the writing?',
  'lesson.belowMinIsr.about': '{careful} sends with acks=all, {hasty} with acks=1.',
  'lesson.belowMinIsr.choice.goOn': 'Both go on: one replica is alive',
  'lesson.belowMinIsr.choice.unseen': 'acks=all is refused; acks=1 is acknowledged, but nobody can read it',
  'lesson.belowMinIsr.choice.seen': 'acks=all is refused; acks=1 goes on as ever',
  'lesson.belowMinIsr.choice.stop': 'Nobody can write',
  'lesson.belowMinIsr.step.kill': 'Kill {brokers}',
  'lesson.belowMinIsr.wait.kill': '{brokers} are not running now.',
  'lesson.belowMinIsr.outcome.unseen':
    '{careful} is refused with {refused}. {hasty} had {written} {written|record|records} acknowledged in four seconds, and consumers could read {readable} more: the high watermark stands still while fewer than {minIsr} are in sync, whatever acks says.',
  'lesson.belowMinIsr.outcome.seen':
    '{careful} is refused with {refused}; {hasty} had {written} {written|record|records} acknowledged, and {readable} more could be read.',
  'lesson.belowMinIsr.outcome.goOn':
    'Both producers got records through, though {careful} had been refused for a moment.',
  'lesson.belowMinIsr.outcome.stop': '{careful} is refused with {refused}, and {hasty} got nothing through either.',
  'lesson.belowMinIsr.belief.goOn':
    'One living replica is enough. min.insync.replicas says how many acks=all needs at least.',
  'lesson.belowMinIsr.belief.unseen': 'The high watermark always stands still here. This time it went on.',
  'lesson.belowMinIsr.belief.seen':
    'Min.insync.replicas concerns acks=all alone. It also holds the high watermark, up to which consumers may read.',
  'lesson.belowMinIsr.belief.stop': 'Min.insync.replicas guards every write. With acks=1 nobody asks for it.',

  'lesson.returningLeader.title': 'The leader returns',
  'lesson.returningLeader.ask': '{broker} led {partition} before. Will it lead again as soon as it is back?',
  'lesson.returningLeader.about': '{leader} leads now, and has gone on writing.',
  'lesson.returningLeader.choice.atOnce': 'Yes, as soon as it is up: it is the preferred leader',
  'lesson.returningLeader.choice.caughtUp': 'Yes, the moment it has caught up',
  'lesson.returningLeader.choice.follows': 'No. It catches up and follows until the controller’s next round',
  'lesson.returningLeader.choice.never': 'No. It has to be copied by hand first',
  'lesson.returningLeader.step.start': 'Start {broker}',
  'lesson.returningLeader.wait.start': '{broker} is running.',
  'lesson.returningLeader.outcome.follows':
    '{broker} was back in the ISR after {seconds} s, and {leader} still leads. Every five minutes the controller looks whether leaders have strayed from the preferred replicas; kafka-leader-election.sh does it at once.',
  'lesson.returningLeader.outcome.atOnce':
    '{broker} leads again after {seconds} s: nobody else could lead {partition}.',
  'lesson.returningLeader.outcome.caughtUp': '{leader} leads, just after it came back into the ISR ({seconds} s).',
  'lesson.returningLeader.belief.atOnce':
    'A broker owns its partitions. It may lack what was written meanwhile; if it led at once, that would be lost.',
  'lesson.returningLeader.belief.caughtUp':
    'Preferred means at every moment. Preferred leaders are elected in rounds, or when somebody asks.',
  'lesson.returningLeader.belief.follows': 'Whoever returns always waits its turn. This time nobody else could lead.',
  'lesson.returningLeader.belief.never': 'Replicas are mended by hand. A follower fetches what it lacks by itself.',

  'lesson.keyAfterPartitions.title': 'A key after a new partition',
  'lesson.keyAfterPartitions.ask':
    'The key {key} goes to {home}. {topic} gets a partition more: where does {key} go next?',
  'lesson.keyAfterPartitions.about':
    'A producer hears of new partitions up to five minutes later, so it is restarted in between.',
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
  'lesson.keyAfterPartitions.belief.same':
    'Adding partitions is harmless. The modulus changes, and with it the home of most keys.',
  'lesson.keyAfterPartitions.belief.moved': 'Every key moves. Some keep their place by chance.',
  'lesson.keyAfterPartitions.belief.oldMoved':
    'Kafka sorts anew what was written. A record never leaves its partition.',
  'lesson.keyAfterPartitions.belief.refused':
    'A topic is fixed while it is used. Partitions can be added at any time, and never taken away.',

  'lesson.tooManyCopies.title': 'More copies than brokers',
  'lesson.tooManyCopies.ask': 'A topic with {copies} copies on {brokers} {brokers|broker|brokers}: what happens?',
  'lesson.tooManyCopies.about': 'The command asks for --replication-factor {copies}.',
  'lesson.tooManyCopies.choice.fewer': 'It is created with as many copies as there are brokers',
  'lesson.tooManyCopies.choice.refused': 'It is refused',
  'lesson.tooManyCopies.choice.sameDisk': 'It is created, several copies on one broker',
  'lesson.tooManyCopies.choice.waits': 'It is created, and the other copies come with the next brokers',
  'lesson.tooManyCopies.step.type': 'Type it for me',
  'lesson.tooManyCopies.wait.type': 'Not possible now.',
  'lesson.tooManyCopies.outcome.refused':
    'It is refused: INVALID_REPLICATION_FACTOR. Each copy needs a broker of its own, since two on one disk would be lost together.',
  'lesson.tooManyCopies.outcome.fewer': 'It was created with {made} instead of {copies}.',
  'lesson.tooManyCopies.outcome.created': 'It was created with {made} copies: there are brokers enough by now.',
  'lesson.tooManyCopies.belief.fewer':
    'Kafka makes do with less. A promise of three copies that silently became one would be found out in an outage.',
  'lesson.tooManyCopies.belief.refused': 'The number of brokers never changes. By now there were enough.',
  'lesson.tooManyCopies.belief.sameDisk':
    'A copy is a copy wherever it lies. Copies of a partition never share a broker.',
  'lesson.tooManyCopies.belief.waits':
    'New brokers take over work by themselves. They get nothing until somebody reassigns partitions.',

  'lesson.firstCommand.title': 'The notes’ first command',
  'lesson.firstCommand.ask': 'The command names no counts. What will {topic} get?',
  'lesson.firstCommand.about': 'kafka-topics.sh --create --topic {topic}, as on a real machine.',
  'lesson.firstCommand.choice.one': 'One partition, one copy',
  'lesson.firstCommand.choice.everyBroker': 'One partition for each broker',
  'lesson.firstCommand.choice.refused': 'An error: the counts are missing',
  'lesson.firstCommand.choice.grows': 'As many partitions as are needed; they grow',
  'lesson.firstCommand.step.type': 'Type it for me',
  'lesson.firstCommand.wait.type': 'Not possible now.',
  'lesson.firstCommand.outcome.one':
    'Partitions: {partitions}, copies: {replicationFactor}. Where a command says nothing the brokers’ settings decide: num.partitions and default.replication.factor, and both are 1 as shipped.',
  'lesson.firstCommand.outcome.everyBroker':
    'Partitions: {partitions}, copies: {replicationFactor}. That is what num.partitions of these brokers says.',
  'lesson.firstCommand.outcome.other':
    'Partitions: {partitions}, copies: {replicationFactor}, as the brokers’ settings num.partitions and default.replication.factor say.',
  'lesson.firstCommand.outcome.refused': 'The command was refused; the terminal says why.',
  'lesson.firstCommand.belief.one': 'The default is always one. The brokers’ settings decide.',
  'lesson.firstCommand.belief.everyBroker':
    'Kafka spreads a topic over all brokers. It creates what the settings say, and that is one.',
  'lesson.firstCommand.belief.refused':
    'Counts have to be given. They may be left out; then the brokers’ defaults hold.',
  'lesson.firstCommand.belief.grows': 'Partitions grow with the load. The number stays until somebody changes it.',
} as const

/** Replicas that move: plans, what is under way, throttles; racks and who reads in them. */
export const moves = {
  'moves.title': 'Move replicas',
  'moves.title.here': 'Move replicas to {broker}',
  'moves.title.drain': 'Drain and stop {broker}',
  'moves.title.factor': 'Replication factor of {topic}',
  'moves.here':
    'Each chosen partition gets a replica on {broker}, in place of one on the broker that holds most. It copies first, and the old replica goes when all are in sync.',
  'moves.topics': 'Topics',
  'moves.factor':
    'More replicas of {topic} survive more failures, and every write is copied once more. Fewer need no copying: the copies are deleted at once.',
  'moves.factorLabel': 'Replication factor',
  'moves.drain':
    'Everything on {broker} moves to the other brokers first, Kafka’s own topics as well. Then it is shut down cleanly, and nobody misses it.',
  'moves.nothingHere': 'This broker already has a replica of every partition: nothing is left to move here.',
  'moves.noTopic': 'There is no topic yet whose replicas could move here.',
  'moves.noTopicChosen': 'Choose a topic whose replicas shall move here.',
  'moves.nothingFactor': 'Every partition has so many replicas already.',
  'moves.nothingDrain': 'There is nothing on it: it can be stopped right away.',
  'moves.impossible':
    'Impossible for {partitions}: no other running broker is without a replica of it, and two replicas of a partition never share a broker. Add a broker, or lower the replication factor.',
  'moves.column.partition': 'Partition',
  'moves.column.now': 'Replicas now',
  'moves.column.then': 'Then',
  'moves.column.copy': 'To copy',
  'moves.internal': 'and {count} {count|partition|partitions} of Kafka’s own topics',
  'moves.toCopy': '{count} {count|partition|partitions}, {size} to copy over the network.',
  'moves.throttle': 'Limit the copying (throttle)',
  'moves.throttleLabel': 'Throttle in kB a second',
  'moves.throttleWhy':
    'Without a limit the copying may take all of the network that producers and consumers need, too.',
  'moves.throttleTime':
    'That takes {seconds} s or longer; the limit is removed when it is done. A single fetch still brings up to replica.fetch.max.bytes at once: little data moves in one go.',
  'moves.terminal': 'The same in a terminal',
  'moves.begin': 'Move',
  'moves.beginDrain': 'Move everything, then stop it',
  'moves.stopNow': 'Stop it',
  'moves.underWay': 'Moving now',
  'moves.copied': '{copied} of {all} copied',
  'moves.inSync': 'in sync: {inSync} of {count}',
  'moves.cancel': 'Cancel the move',
  'moves.menu.here': 'Move replicas here …',
  'moves.menu.drain': 'Drain and stop …',
  'moves.menu.factor': 'Replication factor …',
  'moves.menu.underWay': 'Moving now …',
  'moves.chip.coming': '{count} {count|replica is|replicas are} being copied to this broker: {percent} %',
  'moves.chip.going': '{count} {count|replica leaves|replicas leave} this broker once the new ones are in sync',
  'moves.chip.throttle':
    'Replication throttle: at most {limit} a second (leader.replication.throttled.rate and follower.replication.throttled.rate). Now: {rate} a second.',
  'moves.standing':
    'Replicas are moving: {copied} of {all} copied, {count} {count|partition is|partitions are} not there yet. Clients go on as before.',
  'moves.standingThrottled':
    'Replicas are moving, held back by a throttle of {limit} a second: {copied} of {all} copied, {count} {count|partition is|partitions are} not there yet.',
  'moves.readsFrom': '{topicPartition} is read from the follower {broker} in the same rack',
  'moves.readsFromFact': 'Reads from a follower',
  'moves.throttleFact': 'Replication throttle',
  'moves.throttleOf': '{limit}/s · sends {sent}/s, takes {taken}/s',
  'moves.rackFact': 'Racks of the replicas',
  'moves.noRack': 'no rack',
  'metrics.reassigningPartitions': 'Partitions that move',
  'metrics.reassigningPartitions.about':
    'Partitions this broker leads whose replicas are being reassigned. Back at 0, the move is done.',
  'metrics.leaderReplicationRate': 'Throttled, sent',
  'metrics.leaderReplicationRate.about':
    'Bytes a second of throttled replicas that this broker sends as a leader. It stays at leader.replication.throttled.rate or below.',
  'metrics.followerReplicationRate': 'Throttled, copied',
  'metrics.followerReplicationRate.about':
    'Bytes a second of throttled replicas that this broker copies as a follower. It stays at follower.replication.throttled.rate or below.',
  'dialog.newCluster.machines': 'Racks and disks of its brokers',
  'dialog.newCluster.racks': 'Three racks',
  'dialog.newCluster.racksText':
    'Each broker stands in a rack of its own, and consumers read from the replica in theirs (KIP-392).',
}

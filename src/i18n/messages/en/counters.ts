export const counters = {
  'counters.acknowledged.intro':
    'Records whose producer has got its answer. What the answer is worth depends on its acks.',
  'counters.lost.intro': 'Records that were acknowledged and that no leader holds any more.',
  'counters.duplicated.intro': 'Records that stand in a log a second time, because a retry was written again.',
  'counters.outOfOrder.intro': 'Records that stand behind what their producer sent later.',
  'counters.acknowledged.none': 'No producer has got an answer yet.',
  'counters.lost.none': 'Nothing is lost: what producers were told is safe still is.',
  'counters.duplicated.none': 'Nothing stands twice.',
  'counters.outOfOrder.none': 'Everything stands in the order in which it was sent.',
  'counters.loading': 'Looking them up…',
  'counters.more': '… and {count} more',
  'counters.records': '{records} {records|record|records}',
  'counters.offsets': 'offset {offsets}',
  'counters.broker': 'broker {broker}',
  'counters.when': 'Go to {at}',
  'counters.acks0': '{producer} sends with acks=0: it takes what has left for delivered.',
  'counters.acks0Nowhere': '{producer} sends with acks=0: it takes this for delivered, and no log has it.',
  'counters.acks1': '{producer} sends with acks=1: the leader answered for itself, copied or not.',
  'counters.acksAll': '{producer} sends with acks=all: every replica in sync had this before the answer.',
  'counters.answered': '{producer} has got its answer.',
  'counters.uncopied':
    'Broker {broker} answered with acks=1 before others had copied this, and broker {leader} leads without it.',
  'counters.inMemory':
    'Broker {broker} had this in memory alone when its power went: Kafka answers before it writes to disk.',
  'counters.committed':
    'Every replica in sync had this, but none of these leads now: broker {leader} was elected without it.',
  'counters.doomed': 'It still stands on broker {broker}, which will cut it off when it follows the leader.',
  'counters.gone': 'Broker {broker} no longer has it.',
  'counters.duplicate':
    '{producer} got no answer in time and sent this again. It stands from offset {firstOffset} on already; without idempotence a broker cannot tell.',
  'counters.behind':
    '{producer} had to send this again, and the record at offset {behindOffset}, sent later, came in first. Idempotence would have kept the order.',
} as const

export const counters = {
  'counters.acknowledged.intro': 'Records whose producer got an answer. What that answer is worth depends on acks.',
  'counters.lost.intro': 'Records that were acknowledged but that no leader has any more.',
  'counters.duplicated.intro': 'Records that are in a log twice because a retry was written again.',
  'counters.outOfOrder.intro': 'Records written behind ones that their producer sent later.',
  'counters.acknowledged.none': 'No producer has got an answer yet.',
  'counters.lost.none': 'Nothing is lost: every acknowledged record is still there.',
  'counters.duplicated.none': 'No record was written twice.',
  'counters.outOfOrder.none': 'Everything was written in the order in which it was sent.',
  'counters.loading': 'Looking them up…',
  'counters.more': '… and {count} more',
  'counters.records': '{records} {records|record|records}',
  'counters.offsets': 'offset {offsets}',
  'counters.broker': 'broker-{broker}',
  'counters.when': 'Go to {at}',
  'counters.acks0': '{producer} sends with acks=0: whatever has left counts as delivered.',
  'counters.acks0Nowhere': '{producer} sends with acks=0: it takes this for delivered, and no log has it.',
  'counters.acks1': '{producer} sends with acks=1: the leader answered on its own, copied or not.',
  'counters.acksAll': '{producer} sends with acks=all: every in-sync replica had this before the answer.',
  'counters.answered': '{producer} got an answer.',
  'counters.uncopied':
    'broker-{broker} answered with acks=1 before others had copied this, and broker-{leader} leads without it.',
  'counters.inMemory':
    'broker-{broker} had this only in its page cache when the power went: Kafka answers before it writes to disk.',
  'counters.committed':
    'Every in-sync replica had this, but none of them leads now: broker-{leader} was elected without it.',
  'counters.doomed': 'It is still on broker-{broker}, which will cut it off once it follows the leader.',
  'counters.gone': 'broker-{broker} no longer has it.',
  'counters.duplicate':
    '{producer} got no answer in time and sent this again. It had already been written from offset {firstOffset} on; without idempotence a broker cannot tell.',
  'counters.behind':
    'While {producer} sent this again, a later record (offset {behindOffset}) was written first. Idempotence keeps the order.',
} as const

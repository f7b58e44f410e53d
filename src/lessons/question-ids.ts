/** Every question there is, in the order in which they are offered. Readers' ticks are stored by these names. */
export const questionIds = [
  'cutPower',
  'acksOne',
  'fourthConsumer',
  'belowMinIsr',
  'returningLeader',
  'keyAfterPartitions',
  'openTransaction',
  'tooManyCopies',
  'firstCommand',
] as const

export type QuestionId = (typeof questionIds)[number]

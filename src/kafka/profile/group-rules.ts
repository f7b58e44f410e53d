/** The classic group protocol. */
export interface GroupRules {
  /** A heartbeat between the JoinGroup answer and the assignment. */
  readonly heartbeatWhileCompleting: {
    readonly errorCode: 'NONE' | 'REBALANCE_IN_PROGRESS'
    readonly extendsSession: boolean
  }
  /** A static leader that comes back to a stable group is told that there is nothing to assign; else it is told of its old self as leader. */
  readonly returningLeaderSkipsAssignment: boolean
  /**
   * That a static member is back under a new id is written down before it is told, and where its protocols have changed so
   * that another would be chosen, the group rebalances.
   */
  readonly storesStaticRejoin: boolean
  /** A group that is new is written down before anybody is in it. */
  readonly storesNewGroups: boolean
  /**
   * The sequence that a batch about groups says it begins with, though nobody counts them; one of committed offsets begins
   * with 0 in every version.
   */
  readonly groupRecordSequence: 0 | -1
  /** The form in which committed offsets are written. */
  readonly offsetCommitValueVersion: 3 | 4
  /** Members that joined and never ask for their assignment are put out after the rebalance timeout. */
  readonly putsOutMembersThatNeverSync: boolean
  /** An empty group ends with whatever takes its last offset; else when expired offsets are looked for. */
  readonly lastOffsetEndsGroup: boolean
  /** Of a group that never had members it is written down as well that it is gone. */
  readonly buriesGroupsWithoutGeneration: boolean
  /** The maps that hold a group's offsets: the order of what takes them back is theirs. */
  readonly offsetsMap: 'timeline' | 'scala'
  /** The answer to a commit begins with the partitions that the broker does not know; else it ends with them. */
  readonly unknownOffsetsComeFirst: boolean
}

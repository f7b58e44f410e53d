// Every rule of groups, decided otherwise: what happens changes with it.

import { ask, coordinatorBench, elect, groupOf, pass } from '../../testing/coordinator-bench.ts'
import { askedAfterCommit, commit, G, heartbeat, join, memberIdOf, NOBODY, sync } from '../../testing/group-verbs.ts'
import { javaProgram, topicOf } from '../../testing/java-program.ts'
import { provesRules } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER } from '../../testing/toy-terminal.ts'
import { coordinatorPartition } from '../common/java-hash.ts'
import { decodeKey, decodeOffsetCommitValue } from '../group/coordinator-records.ts'
import { groupCoordinator } from '../group/group-coordinator.ts'
import type { JoinGroupResponse } from '../protocol/join-group.ts'
import { profileOf } from './registry.ts'

function bench(profile: string) {
  const made = coordinatorBench({ 'group.initial.rebalance.delay.ms': '0' }, 1, groupCoordinator, profileOf(profile))
  elect(made, G)
  return made
}

provesRules('group', {
  heartbeatWhileCompleting: {
    toy: { errorCode: 'REBALANCE_IN_PROGRESS', extendsSession: false },
    seen(profile) {
      const group = bench(profile)
      const member = memberIdOf(group, 'c1')
      join(group, 'c1', member)
      pass(group, 0)
      return heartbeat(group, 'c1', member, 1)
    },
    own: 'NONE',
    toys: 'REBALANCE_IN_PROGRESS',
  },
  returningLeaderSkipsAssignment: {
    toy: false,
    seen(profile) {
      const group = bench(profile)
      join(group, 'c1', '', { instance: 'i1' })
      pass(group, 0)
      const first = groupOf(group, G)?.staticMembers.get('i1') ?? ''
      sync(group, 'c1', first, 1, { [first]: ['orders-0'] })
      return (join(group, 'c1-restarted', '', { instance: 'i1' }) as JoinGroupResponse).skipAssignment
    },
    own: true,
    toys: false,
  },
  storesStaticRejoin: {
    toy: false,
    seen(profile) {
      const group = bench(profile)
      join(group, 'c1', '', { instance: 'i1' })
      pass(group, 0)
      const first = groupOf(group, G)?.staticMembers.get('i1') ?? ''
      sync(group, 'c1', first, 1, { [first]: ['orders-0'] })
      pass(group, 0)
      // The answer comes before anything is in the log.
      group.commitsAtOnce = false
      return join(group, 'c1-restarted', '', { instance: 'i1' }) === null
    },
    own: true,
    toys: false,
  },
  storesNewGroups: {
    toy: false,
    seen(profile) {
      const group = bench(profile)
      memberIdOf(group, 'c1')
      return [...group.logs.values()].flat().length
    },
    own: 1,
    toys: 0,
  },
  groupRecordSequence: {
    toy: -1,
    seen(profile) {
      const log = `/tmp/kafka-logs-1/__consumer_offsets-${coordinatorPartition(G, 50)}/00000000000000000000.log`
      const told = printed(
        profile,
        `kafka-console-consumer.sh ${SERVER} --topic orders --group ${G} --timeout-ms 3000`,
        `kafka-dump-log.sh --offsets-decoder --files ${log}`,
      )
      return found(told, /sequence: (-?\d)/)
    },
    own: '0',
    toys: '-1',
  },
  offsetCommitValueVersion: {
    toy: 3,
    seen(profile) {
      const group = bench(profile)
      commit(group, 'c1', NOBODY, 7)
      const value = [...group.logs.values()].flat().at(-1)?.records[0]?.value ?? ''
      return decodeOffsetCommitValue(value)?.version
    },
    own: 4,
    toys: 3,
  },
  putsOutMembersThatNeverSync: {
    toy: false,
    seen(profile) {
      const group = bench(profile)
      const silent = memberIdOf(group, 'c1')
      join(group, 'c1', silent)
      pass(group, 0)
      for (let i = 0; i < 100; i++) {
        pass(group, 3_000)
        heartbeat(group, 'c1', silent, 1)
      }
      return groupOf(group, G)?.state
    },
    own: 'Empty',
    toys: 'CompletingRebalance',
  },
  lastOffsetEndsGroup: {
    toy: true,
    seen: (profile) =>
      groupOf(
        askedAfterCommit(bench(profile), { type: 'OffsetDeleteRequest', groupId: G, topicPartitions: ['orders-0'] }),
        G,
      )?.state,
    own: 'Empty',
    toys: undefined,
  },
  buriesGroupsWithoutGeneration: {
    toy: false,
    seen: (profile) =>
      [...askedAfterCommit(bench(profile), { type: 'DeleteGroupsRequest', groups: [G] }).logs.values()]
        .flat(2)
        .flatMap((b) => b.records).length,
    own: 3,
    toys: 2,
  },
  offsetsMap: {
    toy: 'scala',
    seen(profile) {
      const group = bench(profile)
      const partitions = [0, 1].map((at) => ({
        ...{ topicPartition: `orders-${at}`, offset: 7, leaderEpoch: 0, metadata: '' },
      }))
      const nobody = { memberId: '', generationId: -1, groupInstanceId: null }
      ask(group, 'c1', { type: 'OffsetCommitRequest', groupId: G, ...nobody, partitions })
      ask(group, 'c1', { type: 'DeleteGroupsRequest', groups: [G] })
      const records = [...group.logs.values()].flat().flatMap((batch) => batch.records)
      const taken = records.filter(({ key, value }) => value === null && decodeKey(key ?? '')?.type === 'OffsetCommit')
      return taken.map(({ key }) => key?.codePointAt(key.length - 1))
    },
    own: [0, 1],
    toys: [1, 0],
  },
  unknownOffsetsComeFirst: {
    toy: false,
    seen(profile) {
      const program = javaProgram([topicOf('orders', 1)], {}, 1, profile)
      for (const name of ['member', 'stranger']) program.consumer(name, { 'group.id': G })
      program.call('subscribe', { consumer: 'member', topics: ['orders'] })
      program.poll(['member'], 4_000)
      const offsets = [0, 9].map((partition) => ['orders', partition, 1])
      return (program.call('commitSync', { consumer: 'stranger', offsets }) as { readonly error?: string }).error
    },
    own: 'TimeoutException',
    toys: 'CommitFailedException',
  },
})

/** Counterpart in Kafka: org.apache.kafka.common.protocol.ApiKeys, 2.5.0: key, name and versions. Brokers alone answer. */
import type { ApiRow } from '../profile.ts'

const TABLE = `
0 Produce 0-8
1 Fetch 0-11
2 ListOffsets 0-5
3 Metadata 0-9
4 LeaderAndIsr 0-4
5 StopReplica 0-2
6 UpdateMetadata 0-6
7 ControlledShutdown 0-3
8 OffsetCommit 0-8
9 OffsetFetch 0-7
10 FindCoordinator 0-3
11 JoinGroup 0-7
12 Heartbeat 0-4
13 LeaveGroup 0-4
14 SyncGroup 0-5
15 DescribeGroups 0-5
16 ListGroups 0-3
17 SaslHandshake 0-1
18 ApiVersions 0-3
19 CreateTopics 0-5
20 DeleteTopics 0-4
21 DeleteRecords 0-1
22 InitProducerId 0-3
23 OffsetForLeaderEpoch 0-3
24 AddPartitionsToTxn 0-1
25 AddOffsetsToTxn 0-1
26 EndTxn 0-1
27 WriteTxnMarkers 0-0
28 TxnOffsetCommit 0-3
29 DescribeAcls 0-2
30 CreateAcls 0-2
31 DeleteAcls 0-2
32 DescribeConfigs 0-2
33 AlterConfigs 0-1
34 AlterReplicaLogDirs 0-1
35 DescribeLogDirs 0-1
36 SaslAuthenticate 0-2
37 CreatePartitions 0-2
38 CreateDelegationToken 0-2
39 RenewDelegationToken 0-2
40 ExpireDelegationToken 0-2
41 DescribeDelegationToken 0-2
42 DeleteGroups 0-2
43 ElectLeaders 0-2
44 IncrementalAlterConfigs 0-1
45 AlterPartitionReassignments 0-0
46 ListPartitionReassignments 0-0
47 OffsetDelete 0-0
`

export const APIS: readonly ApiRow[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [key, name = '', versions = ''] = line.split(' ')
    const [min, max] = versions.split('-')
    return Object.freeze({
      key: Number(key),
      name,
      min: Number(min),
      max: Number(max),
      servedBy: 'broker' as const,
      isOffered: true,
    })
  })

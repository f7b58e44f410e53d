/**
 * Counterpart in Kafka: org.apache.kafka.common.protocol.ApiKeys, 4.3.1: key, name, versions, and who answers. Brokers say
 * that they understand Produce from 0 on though they answer 3 and later (KIP-896 keeps old clients talking); telemetry is
 * off unless a broker has a reporter for it.
 */
import type { ApiRow } from '../profile.ts'

const TABLE = `
0 Produce 0-13 broker
1 Fetch 4-18 both
2 ListOffsets 1-11 broker
3 Metadata 0-13 broker
8 OffsetCommit 2-10 broker
9 OffsetFetch 1-10 broker
10 FindCoordinator 0-6 broker
11 JoinGroup 0-9 broker
12 Heartbeat 0-4 broker
13 LeaveGroup 0-5 broker
14 SyncGroup 0-5 broker
15 DescribeGroups 0-6 broker
16 ListGroups 0-5 broker
17 SaslHandshake 0-1 both
18 ApiVersions 0-4 both
19 CreateTopics 2-7 both
20 DeleteTopics 1-6 both
21 DeleteRecords 0-2 broker
22 InitProducerId 0-5 broker
23 OffsetForLeaderEpoch 2-4 broker
24 AddPartitionsToTxn 0-5 broker
25 AddOffsetsToTxn 0-4 broker
26 EndTxn 0-5 broker
27 WriteTxnMarkers 1-2 broker
28 TxnOffsetCommit 0-5 broker
29 DescribeAcls 1-3 both
30 CreateAcls 1-3 both
31 DeleteAcls 1-3 both
32 DescribeConfigs 1-4 both
33 AlterConfigs 0-2 both
34 AlterReplicaLogDirs 1-2 broker
35 DescribeLogDirs 1-5 broker
36 SaslAuthenticate 0-2 both
37 CreatePartitions 0-3 both
38 CreateDelegationToken 1-3 both
39 RenewDelegationToken 1-2 both
40 ExpireDelegationToken 1-2 both
41 DescribeDelegationToken 1-3 both
42 DeleteGroups 0-2 broker
43 ElectLeaders 0-2 both
44 IncrementalAlterConfigs 0-1 both
45 AlterPartitionReassignments 0-1 both
46 ListPartitionReassignments 0-0 both
47 OffsetDelete 0-0 broker
48 DescribeClientQuotas 0-1 broker
49 AlterClientQuotas 0-1 both
50 DescribeUserScramCredentials 0-0 both
51 AlterUserScramCredentials 0-0 both
52 Vote 0-2 controller
53 BeginQuorumEpoch 0-1 controller
54 EndQuorumEpoch 0-1 controller
55 DescribeQuorum 0-2 both
56 AlterPartition 2-3 controller
57 UpdateFeatures 0-2 both
58 Envelope 0-0 controller
59 FetchSnapshot 0-1 controller
60 DescribeCluster 0-2 both
61 DescribeProducers 0-0 broker
62 BrokerRegistration 0-4 controller
63 BrokerHeartbeat 0-2 controller
64 UnregisterBroker 0-0 both
65 DescribeTransactions 0-0 broker
66 ListTransactions 0-2 broker
67 AllocateProducerIds 0-0 controller
68 ConsumerGroupHeartbeat 0-1 broker
69 ConsumerGroupDescribe 0-1 broker
70 ControllerRegistration 0-0 controller
71 GetTelemetrySubscriptions 0-0 broker off
72 PushTelemetry 0-0 broker off
73 AssignReplicasToDirs 0-0 controller
74 ListConfigResources 0-1 broker
75 DescribeTopicPartitions 0-0 broker
76 ShareGroupHeartbeat 1-1 broker
77 ShareGroupDescribe 1-1 broker
78 ShareFetch 1-2 broker
79 ShareAcknowledge 1-2 broker
80 AddRaftVoter 0-1 both
81 RemoveRaftVoter 0-0 both
82 UpdateRaftVoter 0-0 controller
83 InitializeShareGroupState 0-0 broker
84 ReadShareGroupState 0-0 broker
85 WriteShareGroupState 0-1 broker
86 DeleteShareGroupState 0-0 broker
87 ReadShareGroupStateSummary 0-1 broker
88 StreamsGroupHeartbeat 0-0 broker
89 StreamsGroupDescribe 0-0 broker
90 DescribeShareGroupOffsets 0-1 broker
91 AlterShareGroupOffsets 0-0 broker
92 DeleteShareGroupOffsets 0-0 broker
`

export const APIS: readonly ApiRow[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [key, name = '', versions = '', servedBy = '', off] = line.split(' ')
    const [min, max] = versions.split('-')
    return Object.freeze({
      key: Number(key),
      name,
      min: Number(min),
      max: Number(max),
      servedBy: servedBy as ApiRow['servedBy'],
      isOffered: off === undefined,
    })
  })

/** What producers and consumers, and the tools about their groups, complain of. The most specific row of a kind comes first. */
import type { ErrorRow } from './error-row.ts'

const GROUP = 'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group {group}'
const GROUPS = 'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --list'
const DESCRIBE = 'kafka-topics.sh --bootstrap-server localhost:9092 --describe'

export const CLIENT_ERRORS: readonly ErrorRow[] = [
  {
    id: 'leaderNotAvailable',
    pattern: /\{(?<topic>[^=}]+)=LEADER_NOT_AVAILABLE/,
    en: '{topic} was just created by asking for it, and its partitions have no leader yet. The client asks again in a moment and goes on. Only if the line keeps coming, look whether brokers are missing.',
    ko: '{topic}{topic|이|가} 방금 자동으로 만들어져 아직 리더가 없습니다. 클라이언트가 곧 다시 묻고 이어 갑니다. 이 줄이 계속 나오면 꺼진 브로커가 있는지 보세요.',
    command: DESCRIBE,
  },
  {
    id: 'topicNotThereYet',
    pattern: /\{(?<topic>[^=}]+)=UNKNOWN_TOPIC_OR_PARTITION/,
    en: 'The broker does not know {topic} yet. Where topics are created automatically it is there a moment later and the client goes on. Else create it, or check how it is spelt.',
    ko: '브로커가 아직 {topic}{topic|을|를} 모릅니다. 토픽 자동 생성이 켜져 있으면 곧 만들어지고 클라이언트가 이어 갑니다. 아니면 직접 만들거나 철자를 확인하세요.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic {topic}',
  },
  {
    id: 'topicNotInMetadata',
    pattern: /Topic (?<topic>\S+) not present in metadata after (?<ms>\d+) ms/,
    en: 'The producer waited {ms} ms (max.block.ms) for {topic}, and no broker knows it. Topics are not created automatically here. Create it first, or check the name.',
    ko: '프로듀서가 {topic}{topic|을|를} {ms}ms(max.block.ms) 동안 기다렸지만 아는 브로커가 없습니다. 토픽 자동 생성이 꺼져 있습니다. 먼저 만들거나 이름을 확인하세요.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic {topic}',
  },
  {
    id: 'partitionNotInMetadata',
    pattern: /Partition (?<partition>\d+) of topic (?<topic>\S+) with partition count (?<count>\d+) is not present/,
    en: 'A record was to go to partition {partition}, but {topic} has only {count}. Partitions count from 0. Choose one that exists, or add partitions.',
    ko: '레코드를 {partition}번 파티션에 보내려 했지만 {topic}의 파티션은 {count}개뿐입니다. 번호는 0부터입니다. 있는 파티션을 고르거나 파티션을 늘리세요.',
    command: DESCRIBE,
  },
  {
    id: 'noKey',
    pattern: /No key (?:separator )?found on line (?:number )?(?<line>\d+): '?(?<text>.*?)'?$/,
    en: 'parse.key=true says that every line has a key, and line {line} has no separator. The producer ended; records before that line are sent. Write key, separator and value, or set key.separator to what you use. Without it the separator is a tab.',
    ko: 'parse.key=true이면 모든 줄에 키가 있어야 하는데 {line}번째 줄에 구분자가 없습니다. 프로듀서는 끝났고 앞줄의 레코드는 보냈습니다. 키, 구분자, 값의 차례로 적거나 key.separator를 맞추세요. 정하지 않으면 구분자는 탭입니다.',
  },
  {
    id: 'recordTooLarge',
    pattern: /RecordTooLargeException|RecordBatchTooLargeException|larger than the max message size|MESSAGE_TOO_LARGE/,
    en: 'The record is larger than is allowed: by the producer (max.request.size), or by the topic (max.message.bytes). It was not written. Send smaller records, or raise both limits and those of the consumers.',
    ko: '레코드가 허용된 크기보다 큽니다. 프로듀서의 max.request.size나 토픽의 max.message.bytes를 넘었으며, 기록되지 않았습니다. 더 작게 보내거나 두 제한과 컨슈머의 제한을 함께 올리세요.',
  },
  {
    id: 'notEnoughReplicasAfter',
    pattern: /NotEnoughReplicasAfterAppend|to fewer in-sync replicas than required/,
    en: 'The leader wrote the record, and then the ISR became smaller than min.insync.replicas. With acks=all the producer is told so and sends it again, which can write it twice where the producer is not idempotent.',
    ko: '리더가 레코드를 쓴 뒤에 ISR이 min.insync.replicas보다 작아졌습니다. acks=all인 프로듀서는 이를 알고 다시 보내며, 멱등 프로듀서가 아니면 두 번 기록될 수 있습니다.',
    command: `${DESCRIBE} --under-min-isr-partitions`,
  },
  {
    id: 'notEnoughReplicas',
    pattern:
      /NotEnoughReplicas|NOT_ENOUGH_REPLICAS|fewer in-sync replicas than required|insufficient .*in-sync replicas/,
    en: 'The ISR is smaller than min.insync.replicas, so the leader refuses records sent with acks=all. Start the brokers that are missing, and their replicas come back into the ISR. The producer tries again until delivery.timeout.ms.',
    ko: 'ISR이 min.insync.replicas보다 작아 리더가 acks=all인 레코드를 거부합니다. 꺼진 브로커를 시작하면 레플리카가 ISR로 돌아옵니다. 프로듀서는 delivery.timeout.ms까지 다시 시도합니다.',
    command: `${DESCRIBE} --under-min-isr-partitions`,
  },
  {
    id: 'recordsExpired',
    pattern: /Expiring (?<count>\d+) record\(s\) for (?<partition>\S+?):\s*(?<ms>\d+) ms has passed/,
    en: '{count} record(s) for {partition} waited {ms} ms and could not be sent: delivery.timeout.ms is over. Its leader does not answer or there is none. The records are lost unless the application sends them again.',
    ko: '{partition}{partition|으로|로} 갈 레코드 {count}개가 {ms}ms를 기다렸지만 보내지 못해 delivery.timeout.ms가 지났습니다. 리더가 없거나 대답하지 않습니다. 앱이 다시 보내지 않으면 레코드를 잃습니다.',
    command: `${DESCRIBE} --unavailable-partitions`,
  },
  {
    id: 'bufferFull',
    pattern: /Failed to allocate (?:memory|\d+ bytes) within the configured max blocking time/,
    en: 'The producer’s memory for records (buffer.memory) was full for max.block.ms. Records come faster than brokers take them, or brokers do not answer.',
    ko: '프로듀서의 버퍼(buffer.memory)가 max.block.ms 동안 가득 차 있었습니다. 브로커가 받는 것보다 빨리 레코드가 들어오거나, 브로커가 대답하지 않습니다.',
  },
  {
    id: 'outOfOrder',
    pattern: /OutOfOrderSequence|out of order sequence number/i,
    en: 'An idempotent producer numbers its records, and the broker missed one before this. Records were lost, for example by an unclean election. A producer without transactions goes on under a new id; with transactions it aborts.',
    ko: '멱등 프로듀서는 레코드에 번호를 매기는데, 브로커에 앞 번호가 없습니다. 언클린 리더 선출 등으로 레코드를 잃은 것입니다. 트랜잭션이 없는 프로듀서는 새 ID로 이어 가고, 트랜잭션은 중단됩니다.',
  },
  {
    id: 'producerFenced',
    pattern:
      /ProducerFenced|InvalidProducerEpoch|newer producer with the same transactionalId|Producer attempted to produce with an old epoch/,
    en: 'Another producer started with the same transactional id, or the transaction took too long and was aborted. This producer is locked out for good. Close it; give each instance an id of its own.',
    ko: '같은 트랜잭션 ID로 다른 프로듀서가 시작했거나, 트랜잭션이 너무 오래 걸려 중단되었습니다. 이 프로듀서는 더 쓸 수 없습니다. 닫고, 인스턴스마다 다른 ID를 쓰세요.',
    command: 'kafka-transactions.sh --bootstrap-server localhost:9092 list',
  },
  {
    id: 'producerIdUnknown',
    pattern: /UnknownProducerId|InvalidPidMapping/,
    en: 'The broker has forgotten this producer’s id: it was silent for longer than the broker remembers, or its records have been deleted. Close the producer and start a new one.',
    ko: '브로커가 이 프로듀서의 ID를 잊었습니다. 브로커가 기억하는 시간보다 오래 쉬었거나 레코드가 삭제되었습니다. 프로듀서를 닫고 새로 시작하세요.',
  },
  {
    id: 'transactionTimeout',
    pattern: /InvalidTxnTimeout|transaction timeout is larger than the maximum/,
    en: 'transaction.timeout.ms of the producer is larger than the brokers allow (transaction.max.timeout.ms, 15 minutes by default). Make it smaller.',
    ko: '프로듀서의 transaction.timeout.ms가 브로커의 한도(transaction.max.timeout.ms, 기본 15분)보다 큽니다. 줄이세요.',
  },
  {
    id: 'transactionState',
    pattern: /InvalidTxnState|ConcurrentTransactions|TransactionAbortable|Invalid transition attempted/,
    en: 'The call does not fit how the transaction stands: the one before is still being completed, or it has failed already. Abort it, wait a moment, and begin a new one.',
    ko: '트랜잭션의 상태에 맞지 않는 호출입니다. 앞의 트랜잭션을 아직 마무리하는 중이거나 이미 실패했습니다. 중단하고 잠시 뒤에 새로 시작하세요.',
  },
  {
    id: 'recordRejected',
    pattern: /InvalidRecordException|CorruptRecordException|One or more records have been rejected/,
    en: 'The broker refused the record as it is. In a compacted topic every record needs a key; a timestamp may lie outside what the topic allows; or the bytes are damaged.',
    ko: '브로커가 레코드를 거부했습니다. compact 토픽의 레코드에는 키가 있어야 합니다. 타임스탬프가 허용 범위 밖이거나 바이트가 손상되었을 수도 있습니다.',
  },
  {
    id: 'serialization',
    pattern: /SerializationException|Error (?:de)?serializing/i,
    en: 'A key or value has not the form that the serializer or deserializer expects, such as 8 bytes for a long. Use the deserializer that fits how the records were written.',
    ko: '키나 값이 시리얼라이저 또는 디시리얼라이저가 기대하는 모양이 아닙니다. long이면 8바이트여야 합니다. 레코드를 쓴 방식에 맞는 디시리얼라이저를 쓰세요.',
  },
  // Consumers and their groups.
  {
    id: 'noActiveMembers',
    pattern: /Consumer group '(?<group>[^']*)' has no active members/,
    en: 'This is no error: nobody reads as {group} at present, and its committed offsets are kept. Lag grows while records come. Now offsets can be reset.',
    ko: '오류가 아닙니다. 지금 {group}{group|으로|로} 읽는 컨슈머가 없고 커밋된 오프셋은 남아 있습니다. 레코드가 들어오면 랙이 늘어납니다. 지금은 오프셋을 재설정할 수 있습니다.',
    command: 'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group {group} --state',
  },
  {
    id: 'groupIsRebalancing',
    pattern: /Consumer group '(?<group>[^']*)' is rebalancing/,
    en: 'Members of {group} have just come or gone, and partitions are being shared out anew. Ask again in a few seconds.',
    ko: '{group}의 멤버가 방금 들어오거나 나가 파티션을 다시 나누고 있습니다. 몇 초 뒤에 다시 물으세요.',
    command: GROUP,
  },
  {
    id: 'groupNotFound',
    pattern:
      /Consumer group '(?<group>[^']*)' does not exist|Group (?:\S+) not found|GroupIdNotFound|The group id does not exist/,
    en: 'There is no such group. A group appears when its first consumer joins, and goes some time after its last offset. Check the name in the list.',
    ko: '그런 그룹이 없습니다. 그룹은 첫 컨슈머가 참여할 때 생기고, 마지막 오프셋이 만료되면 사라집니다. 목록에서 이름을 확인하세요.',
    command: GROUPS,
  },
  {
    id: 'groupNotEmpty',
    pattern:
      /(?:Group '(?<group>[^']*)' could not be deleted due to: .*)?(?:GroupNotEmptyException|The group is not empty)/,
    en: 'Consumers are still in the group, and only an empty group can be deleted. Stop them, wait until they have left, and try again.',
    ko: '그룹에 아직 컨슈머가 있으며 빈 그룹만 삭제할 수 있습니다. 컨슈머를 멈추고 그룹에서 나간 뒤에 다시 하세요.',
    command: GROUPS,
  },
  {
    id: 'resetWhileActive',
    pattern:
      /Assignments can only be reset if the group '(?<group>[^']*)' is inactive, but the current state is (?<state>\w+)/,
    en: '{group} has members at work (state {state}), which would overwrite the new offsets at once. Stop all of its consumers first, then reset and start them again.',
    ko: '{group}에 일하는 멤버가 있어(상태 {state}) 새 오프셋을 곧바로 덮어쓰게 됩니다. 먼저 컨슈머를 모두 멈추고, 재설정한 뒤 다시 시작하세요.',
    command: `${GROUP} --members`,
  },
  {
    id: 'subscribedToTopic',
    pattern: /GroupSubscribedToTopic|actively subscribed to it/,
    en: 'A member of the group reads this topic right now, so its offsets stay. Stop those consumers first.',
    ko: '그룹의 멤버가 지금 이 토픽을 읽고 있어 오프셋을 지우지 않았습니다. 먼저 그 컨슈머를 멈추세요.',
    command: GROUPS,
  },
  {
    id: 'resetNotExecuted',
    pattern: /No action will be performed as the --execute option is missing/,
    en: 'Only a plan was shown; no offset has changed. Run the same command with --execute to apply it.',
    ko: '계획만 보여 주었고 오프셋은 바뀌지 않았습니다. 적용하려면 같은 명령에 --execute를 붙이세요.',
  },
  {
    id: 'consumerTimedOut',
    pattern: /^org\.apache\.kafka\.common\.errors\.TimeoutException$/,
    en: 'No record came for as long as --timeout-ms says, so the consumer ended as asked. Unless --from-beginning is given, a new group sees only records that come after its start.',
    ko: '--timeout-ms 동안 레코드가 오지 않아 요청대로 끝났습니다. --from-beginning이 없으면 새 그룹은 시작한 뒤에 온 레코드만 봅니다.',
  },
  {
    id: 'commitFailed',
    pattern: /CommitFailedException|Offset commit cannot be completed|consumer poll timeout has expired/,
    en: 'The consumer took longer between two polls than max.poll.interval.ms, so the group gave its partitions to others, and its offsets are refused. Process fewer records at a time (max.poll.records), or allow more time. Records since the last commit are read again.',
    ko: '두 번의 poll 사이가 max.poll.interval.ms보다 길어, 그룹이 파티션을 다른 멤버에게 넘기고 오프셋 커밋을 거부했습니다. 한 번에 더 적게 처리하거나(max.poll.records) 시간을 늘리세요. 마지막 커밋 뒤의 레코드는 다시 읽힙니다.',
  },
  {
    id: 'rebalanceInProgress',
    pattern: /RebalanceInProgress|REBALANCE_IN_PROGRESS|group is rebalancing, so a rejoin is needed/,
    en: 'The group is sharing out its partitions anew because members came or went. The consumer joins again by itself; a commit in between is refused and comes later.',
    ko: '멤버가 들어오거나 나가 그룹이 파티션을 다시 나누는 중입니다. 컨슈머는 스스로 다시 참여하며, 그 사이의 커밋은 거부되고 나중에 이루어집니다.',
  },
  {
    id: 'memberUnknown',
    pattern: /IllegalGeneration|UnknownMemberId|not aware of this member|generation id is not valid/,
    en: 'The group went on without this member: it missed its heartbeats, or was too slow, and partitions were given to others. It joins again as a new member.',
    ko: '그룹이 이 멤버를 빼고 나아갔습니다. 하트비트를 놓쳤거나 너무 느려서 파티션이 다른 멤버에게 갔습니다. 새 멤버로 다시 참여합니다.',
  },
  {
    id: 'instanceFenced',
    pattern: /FencedInstanceId|same group\.instance\.id/,
    en: 'Another consumer has joined with the same group.instance.id, and the older one is locked out. Give each consumer an id of its own.',
    ko: '다른 컨슈머가 같은 group.instance.id로 참여하여 먼저 있던 컨슈머가 밀려났습니다. 컨슈머마다 다른 ID를 쓰세요.',
  },
  {
    id: 'noResetPolicy',
    pattern: /NoOffsetForPartition|Undefined offset with no reset policy/,
    en: 'The group has no committed offset for a partition, and auto.offset.reset=none makes that an error. Set it to earliest or latest, or reset the offsets once.',
    ko: '파티션에 커밋된 오프셋이 없는데 auto.offset.reset=none이라 오류가 됩니다. earliest나 latest로 바꾸거나 오프셋을 한 번 재설정하세요.',
  },
  {
    id: 'offsetOutOfRange',
    pattern: /OffsetOutOfRange|OFFSET_OUT_OF_RANGE|is out of range for partition/,
    en: 'The offset is not in the log: older records have been deleted, or the log was cut back. A consumer goes on where auto.offset.reset says.',
    ko: '그 오프셋이 로그에 없습니다. 오래된 레코드가 삭제되었거나 로그가 잘려 나갔습니다. 컨슈머는 auto.offset.reset이 정한 곳에서 이어 갑니다.',
    command: 'kafka-get-offsets.sh --bootstrap-server localhost:9092',
  },
  {
    id: 'coordinatorMissing',
    pattern:
      /CoordinatorNotAvailable|COORDINATOR_NOT_AVAILABLE|NotCoordinator|NOT_COORDINATOR|CoordinatorLoadInProgress|[Gg]roup coordinator \S+ .*is unavailable or invalid/,
    en: 'The broker that looks after the group is not there or has just changed. It leads a partition of __consumer_offsets. The client looks for the new one by itself; if it stays so, brokers are missing.',
    ko: '그룹을 맡은 브로커가 없거나 방금 바뀌었습니다. __consumer_offsets의 파티션 리더가 그 일을 합니다. 클라이언트가 스스로 새 코디네이터를 찾으며, 계속되면 꺼진 브로커가 있는 것입니다.',
    command: `${DESCRIBE} --topic __consumer_offsets --unavailable-partitions`,
  },
  {
    id: 'protocolsDiffer',
    pattern: /InconsistentGroupProtocol/,
    en: 'The consumer has no assignor in common with the members of the group. Give all of them the same partition.assignment.strategy, or change it in two rolling restarts.',
    ko: '그룹의 멤버들과 같은 할당 방식이 하나도 없습니다. 모두 같은 partition.assignment.strategy를 쓰거나, 두 번에 나누어 순서대로 다시 시작하며 바꾸세요.',
  },
  {
    id: 'sessionTimeoutInvalid',
    pattern: /InvalidSessionTimeout|session timeout is not within the range/,
    en: 'session.timeout.ms lies outside what the brokers allow (group.min.session.timeout.ms to group.max.session.timeout.ms). Choose a value between.',
    ko: 'session.timeout.ms가 브로커의 범위(group.min.session.timeout.ms에서 group.max.session.timeout.ms까지) 밖입니다. 그 사이의 값을 쓰세요.',
  },
  {
    id: 'groupFull',
    pattern: /GroupMaxSizeReached|group has reached its maximum size/,
    en: 'The group has as many members as group.max.size allows, and no more may join. Stop one, or raise the limit on the brokers.',
    ko: '그룹의 멤버가 group.max.size만큼 있어 더 참여할 수 없습니다. 하나를 멈추거나 브로커의 제한을 올리세요.',
  },
  {
    id: 'groupIdInvalid',
    pattern: /InvalidGroupId|group id is invalid/,
    en: 'The group needs a name. Give --group, or group.id in the settings of the consumer.',
    ko: '그룹에 이름이 있어야 합니다. --group이나 컨슈머 설정의 group.id를 주세요.',
  },
  // What any client may meet.
  {
    id: 'notLeader',
    pattern: /NotLeaderOrFollower|NotLeaderForPartition|NOT_LEADER|FencedLeaderEpoch|UnknownLeaderEpoch/,
    en: 'The partition’s leader has moved to another broker, and the client asked the old one. It asks for new metadata and goes on by itself.',
    ko: '파티션의 리더가 다른 브로커로 옮겨 갔는데 클라이언트가 예전 리더에게 물었습니다. 메타데이터를 새로 받아 스스로 이어 갑니다.',
    command: DESCRIBE,
  },
  {
    id: 'diskError',
    pattern: /KafkaStorageException|KAFKA_STORAGE_ERROR|Disk error when trying to access log file/,
    en: 'A log directory of the broker has failed, and its replicas are offline. Other brokers take over the partitions if they have replicas in sync. Mend the disk and restart the broker.',
    ko: '브로커의 로그 디렉터리가 고장 나 그 안의 레플리카가 오프라인입니다. ISR에 다른 레플리카가 있으면 다른 브로커가 파티션을 이어받습니다. 디스크를 고치고 브로커를 다시 시작하세요.',
    command: 'kafka-log-dirs.sh --bootstrap-server localhost:9092 --describe',
  },
  {
    id: 'unknownTopic',
    pattern: /UnknownTopicOrPartition|does not host this topic-partition/,
    en: 'The broker knows no such topic or partition: it was deleted, never created, or has fewer partitions. Check the name, and how many partitions there are.',
    ko: '브로커가 그런 토픽이나 파티션을 모릅니다. 삭제되었거나, 만든 적이 없거나, 파티션이 더 적습니다. 이름과 파티션 수를 확인하세요.',
    command: DESCRIBE,
  },
  {
    id: 'disconnected',
    pattern: /NetworkException|DisconnectException|server disconnected before a response/,
    en: 'The connection broke off before the answer came: the broker stopped, or something between cut it. The client tries again. Whether the request was carried out is not known.',
    ko: '응답이 오기 전에 연결이 끊어졌습니다. 브로커가 멈췄거나 중간에서 끊겼습니다. 클라이언트가 다시 시도합니다. 요청이 이루어졌는지는 알 수 없습니다.',
  },
  {
    id: 'requestTimedOut',
    pattern: /TimeoutException|REQUEST_TIMED_OUT|[Tt]he request timed out/,
    en: 'The answer did not come in time. A broker is down, stuck or very slow, or replicas did not follow. What was asked may still be done, so look before you ask again.',
    ko: '제때 응답이 오지 않았습니다. 브로커가 꺼졌거나 멈췄거나 아주 느리거나, 레플리카가 따라오지 못했습니다. 요청한 일이 나중에 이루어질 수도 있으니 다시 하기 전에 확인하세요.',
    command: DESCRIBE,
  },
]

/** Korean for what is said of the options of Kafka's tools that look after a cluster; see `korean-option-words.ts`. */
export const KOREAN_ADMIN_OPTION_WORDS: Readonly<Record<string, string>> = {
  // kafka-topics.sh
  'Give the topic more partitions. Its settings are changed with kafka-configs.sh.':
    '토픽의 파티션을 늘립니다. 토픽 설정은 kafka-configs.sh로 바꿉니다.',
  'Give the topic more partitions; with --zookeeper also other settings.':
    '토픽의 파티션을 늘립니다. --zookeeper와 함께라면 설정도 바꿀 수 있습니다.',
  'With --describe: only partitions whose ISR is as small as min.insync.replicas allows.':
    '--describe와 함께: ISR이 min.insync.replicas에 딱 맞는 파티션만 보여 줍니다.',
  'With --create: one setting of the topic, key=value; may be given more than once.':
    '--create와 함께: 토픽 설정 하나(key=value). 여러 번 쓸 수 있습니다.',
  'Setting of the topic, key=value; may be given more than once. With --alter only where --zookeeper is given.':
    '토픽 설정 하나(key=value). 여러 번 쓸 수 있습니다. --alter에는 --zookeeper가 있을 때만 씁니다.',
  'Create the topic.': '토픽을 만듭니다.',
  'Delete the topic with all its records.': '토픽을 레코드와 함께 모두 삭제합니다.',
  'Without effect. Settings are put back to their defaults with kafka-configs.sh.':
    '효과가 없습니다. 설정을 기본값으로 되돌리려면 kafka-configs.sh를 씁니다.',
  'With --alter and --zookeeper: name of a setting to put back to its default.':
    '--alter, --zookeeper와 함께: 기본값으로 되돌릴 설정의 이름.',
  'Show the partitions of topics: leader, replicas, ISR, and settings that differ from the defaults.':
    '토픽의 파티션을 보여 줍니다: 리더, 레플리카, ISR, 기본값과 다른 설정.',
  "Leave out Kafka's own topics, such as __consumer_offsets.": '__consumer_offsets 같은 카프카 내부 토픽을 뺍니다.',
  'Do nothing, and call it no error, where the topic does not exist.':
    '토픽이 없으면 오류를 내지 않고 아무것도 하지 않습니다.',
  'Do nothing, and call it no error, where the topic exists already.':
    '토픽이 이미 있으면 오류를 내지 않고 아무것도 하지 않습니다.',
  'List the names of the topics.': '토픽 이름을 나열합니다.',
  'With --describe: how many partitions a broker tells of in one answer.':
    '--describe와 함께: 브로커의 응답 하나에 담을 파티션 수.',
  'Number of partitions of the topic. --alter can raise it, never lower it.':
    '토픽의 파티션 수. --alter로 늘릴 수는 있어도 줄일 수는 없습니다.',
  'Ids of the brokers of each partition: 1:2,2:3 is two partitions with two replicas each.':
    '파티션마다 레플리카를 둘 브로커 ID. 1:2,2:3은 레플리카가 둘씩인 파티션 두 개입니다.',
  'Number of replicas of each partition, on as many brokers.':
    '파티션마다 둘 레플리카 수. 그만큼의 브로커가 있어야 합니다.',
  'Topic to work on. A regular expression means several, but not with --create.':
    '대상 토픽. --create가 아니면 정규식으로 여럿을 고를 수 있습니다.',
  'With --describe: id of the topic, instead of its name.': '--describe와 함께: 이름 대신 쓸 토픽 ID.',
  'With --describe: only topics with settings of their own.':
    '--describe와 함께: 따로 정한 설정이 있는 토픽만 보여 줍니다.',
  'With --describe: only partitions that have no leader.': '--describe와 함께: 리더가 없는 파티션만 보여 줍니다.',
  'With --describe: only partitions whose ISR is smaller than min.insync.replicas.':
    '--describe와 함께: ISR이 min.insync.replicas보다 작은 파티션만 보여 줍니다.',
  'With --describe: only partitions with replicas outside the ISR.':
    '--describe와 함께: ISR 밖의 레플리카가 있는 파티션만 보여 줍니다.',
  'Place replicas without regard to the racks of brokers.': '브로커의 랙을 따지지 않고 레플리카를 배치합니다.',
  // kafka-configs.sh
  'With --alter: settings to set, key=value, separated by commas; key=[a,b] where a value has commas.':
    '--alter와 함께: 정할 설정(key=value). 쉼표로 여럿을 적고, 값에 쉼표가 있으면 key=[a,b]로 적습니다.',
  'With --alter: properties file with settings to set.': '--alter와 함께: 정할 설정을 담은 파일(properties).',
  'With --describe: all settings there are, with their values, not only those that were set.':
    '--describe와 함께: 따로 정한 것만이 아니라 모든 설정과 값을 보여 줍니다.',
  'Set settings with --add-config, or put them back to their defaults with --delete-config.':
    '--add-config로 설정을 정하거나 --delete-config로 기본값으로 되돌립니다.',
  'Id of the broker whose settings are meant, short for --entity-type brokers --entity-name.':
    '설정을 다룰 브로커 ID. --entity-type brokers --entity-name을 줄인 것입니다.',
  'Settings for all brokers together, short for --entity-type brokers --entity-default.':
    '모든 브로커에 함께 적용되는 설정. --entity-type brokers --entity-default를 줄인 것입니다.',
  'Id of the broker whose log levels are meant.': '로그 레벨을 다룰 브로커 ID.',
  'client.id of the client whose quotas are meant.': '쿼터를 다룰 클라이언트의 client.id.',
  'Quotas of all clients that have none of their own.': '따로 정한 쿼터가 없는 모든 클라이언트의 쿼터.',
  'Name of the subscription to client metrics that is meant.': '다룰 클라이언트 지표 구독의 이름.',
  'With --alter: names of settings to put back to their defaults, separated by commas.':
    '--alter와 함께: 기본값으로 되돌릴 설정의 이름. 쉼표로 여럿을 적습니다.',
  'Show the settings.': '설정을 보여 줍니다.',
  'All things of the kind together that have no setting of their own, instead of --entity-name.':
    '--entity-name 대신, 따로 정한 설정이 없는 같은 종류 전체의 기본값.',
  'Which one: name of a topic, client, user or group, id of a broker.':
    '대상: 토픽, 클라이언트, 사용자, 그룹의 이름이나 브로커 ID.',
  'Kind of thing whose settings are meant: topics, brokers, broker-loggers, groups, clients, users, ips or client-metrics.':
    '설정을 다룰 종류: topics, brokers, broker-loggers, groups, clients, users, ips, client-metrics.',
  'Kind of thing whose settings are meant: topics, brokers, clients, users and others.':
    '설정을 다룰 종류: topics, brokers, clients, users 등.',
  'Group whose settings are meant, short for --entity-type groups --entity-name.':
    '설정을 다룰 그룹. --entity-type groups --entity-name을 줄인 것입니다.',
  'Address whose limit of new connections is meant.': '새 연결 수 제한을 다룰 IP 주소.',
  'Limit of new connections of all addresses that have none of their own.':
    '따로 정한 제한이 없는 모든 IP 주소의 새 연결 수 제한.',
  'Topic whose settings are meant, short for --entity-type topics --entity-name.':
    '설정을 다룰 토픽. --entity-type topics --entity-name을 줄인 것입니다.',
  'User whose quotas or SCRAM passwords are meant.': '쿼터나 SCRAM 암호를 다룰 사용자.',
  'Quotas of all users that have none of their own.': '따로 정한 쿼터가 없는 모든 사용자의 쿼터.',
  // kafka-consumer-groups.sh, kafka-share-groups.sh, kafka-groups.sh
  'All consumer groups, instead of --group.': '--group 대신 모든 컨슈머 그룹.',
  'All share groups, instead of --group.': '--group 대신 모든 공유 그룹.',
  'With --reset-offsets: all topics for which the group has offsets.':
    '--reset-offsets와 함께: 그룹의 오프셋이 있는 모든 토픽.',
  'New offset: that of the first record of the last so long, written P1DT2H30M; a day, 2 hours and 30 minutes.':
    '새 오프셋: 지금부터 이만큼 전 이후의 첫 레코드. P1DT2H30M은 1일 2시간 30분입니다.',
  'Delete groups that have no members, with all their committed offsets.':
    '멤버가 없는 그룹을 커밋된 오프셋과 함께 삭제합니다.',
  'Delete share groups that have no members, with all that is known of their deliveries.':
    '멤버가 없는 공유 그룹을 전달 상태와 함께 삭제합니다.',
  'Delete what one group committed for --topic, while none of its members subscribes to it.':
    '그룹이 --topic에 커밋한 오프셋을 삭제합니다. 그 토픽을 구독하는 멤버가 없어야 합니다.',
  'Delete where one share group is in --topic, while it has no members.':
    '공유 그룹의 --topic 오프셋을 삭제합니다. 멤버가 없어야 합니다.',
  'Show the group: committed offsets and lag, or what --members or --state asks for.':
    '그룹을 보여 줍니다: 커밋된 오프셋과 랙, 또는 --members나 --state가 묻는 것.',
  'Show the share group: offsets and lag, or what --members or --state asks for.':
    '공유 그룹을 보여 줍니다: 오프셋과 랙, 또는 --members나 --state가 묻는 것.',
  'With --reset-offsets: show the new offsets and change nothing; so it is without --execute.':
    '--reset-offsets와 함께: 바꾸지 않고 새 오프셋만 보여 줍니다. --execute가 없으면 이렇게 합니다.',
  'With --reset-offsets: show the new offsets and change nothing.':
    '--reset-offsets와 함께: 바꾸지 않고 새 오프셋만 보여 줍니다.',
  'With --reset-offsets: set the new offsets.': '--reset-offsets와 함께: 새 오프셋을 실제로 적용합니다.',
  'With --reset-offsets: print the new offsets as CSV, which --from-file reads.':
    '--reset-offsets와 함께: 새 오프셋을 CSV로 출력합니다. --from-file로 읽을 수 있습니다.',
  'New offsets: those of a CSV file, each line topic,partition,offset.':
    '새 오프셋: CSV 파일에 적힌 것. 한 줄에 토픽,파티션,오프셋을 적습니다.',
  'Consumer group to work on; may be given more than once.': '대상 컨슈머 그룹. 여러 번 쓸 수 있습니다.',
  'Share group to work on; may be given more than once.': '대상 공유 그룹. 여러 번 쓸 수 있습니다.',
  'List the names of the consumer groups.': '컨슈머 그룹의 이름을 나열합니다.',
  'List the names of the share groups.': '공유 그룹의 이름을 나열합니다.',
  'With --describe: the members and how many partitions each has; with --verbose also which.':
    '--describe와 함께: 멤버와 각자 맡은 파티션 수. --verbose를 더하면 어느 파티션인지도 보여 줍니다.',
  'With --describe: the members and the partitions they read from.': '--describe와 함께: 멤버와 각자 읽는 파티션.',
  'With --describe: committed offset, log end and lag of each partition. This is the default.':
    '--describe와 함께: 파티션마다 커밋된 오프셋, 로그 끝 오프셋, 랙. 기본 동작입니다.',
  'With --describe: start offset and lag of each partition. This is the default.':
    '--describe와 함께: 파티션마다 시작 오프셋과 랙. 기본 동작입니다.',
  'Move the offsets of a group that has no active members. Where to, say --to-…, --by-duration, --shift-by or --from-file.':
    '활성 멤버가 없는 그룹의 오프셋을 옮깁니다. 어디로 옮길지는 --to-…, --by-duration, --shift-by, --from-file로 정합니다.',
  'Move the start offsets of a share group that has no members. Where to, say --to-….':
    '멤버가 없는 공유 그룹의 시작 오프셋을 옮깁니다. 어디로 옮길지는 --to-…로 정합니다.',
  'New offset: so many records further on; a negative number goes back.':
    '새 오프셋: 지금보다 이만큼 뒤. 음수면 앞으로 되돌립니다.',
  'With --describe: the state of the group. With --list: a column of states, or only groups in the states given.':
    '--describe와 함께: 그룹의 상태. --list와 함께: 상태 열을 더하거나, 적은 상태의 그룹만 보여 줍니다.',
  "With --describe: the group's state, coordinator, assignor and number of members.":
    '--describe와 함께: 그룹의 상태, 코디네이터, 할당 방식, 멤버 수.',
  'How long to wait for what brokers answer, in milliseconds.': '브로커의 응답을 기다리는 시간, 밀리초.',
  'New offset: the committed one. With --export it keeps offsets in a file.':
    '새 오프셋: 지금 커밋된 것 그대로. --export와 함께 쓰면 오프셋을 파일로 남길 수 있습니다.',
  'New offset: that of the first record from this time on, as 2026-03-01T12:00:00.000; UTC unless it names a zone.':
    '새 오프셋: 이 시각 이후의 첫 레코드. 2026-03-01T12:00:00.000처럼 적고, 시간대가 없으면 UTC입니다.',
  'New offset: that of the oldest record in the log.': '새 오프셋: 로그에 남은 가장 오래된 레코드.',
  'New offset: the end of the log, so that only new records are read.':
    '새 오프셋: 로그의 끝. 새 레코드만 읽게 됩니다.',
  'New offset: this number. One outside the log becomes the nearer end of the log.':
    '새 오프셋: 이 숫자. 로그 범위를 벗어나면 로그의 가까운 끝이 됩니다.',
  'Topic whose offsets are meant. topic:0,2 means two of its partitions; may be given more than once.':
    '오프셋을 다룰 토픽. topic:0,2는 그중 두 파티션입니다. 여러 번 쓸 수 있습니다.',
  'Topic whose offsets are meant. topic:0,2 means two of its partitions.':
    '오프셋을 다룰 토픽. topic:0,2는 그중 두 파티션입니다.',
  'With --list: a column of types, or only groups of the types given, classic and consumer.':
    '--list와 함께: 유형 열을 더하거나, 적은 유형(classic, consumer)의 그룹만 보여 줍니다.',
  'Check whether brokers would take this regular expression (RE2), and do nothing else.':
    '브로커가 받아들일 정규식(RE2)인지만 확인합니다.',
  'With --describe: more columns.': '--describe와 함께: 열을 더 보여 줍니다.',
  'Only groups of consumers, of the classic and of the new protocol.':
    '컨슈머 그룹만 보여 줍니다. 클래식 프로토콜과 새 프로토콜을 모두 포함합니다.',
  'Only groups of this type: classic, consumer, share or streams.':
    '이 유형의 그룹만 보여 줍니다: classic, consumer, share, streams.',
  'List the groups of every type; the other options leave some out.':
    '모든 유형의 그룹을 나열합니다. 다른 옵션으로 좁힙니다.',
  'Only groups of this protocol type, such as consumer or connect.':
    '이 프로토콜 유형(consumer, connect 등)의 그룹만 보여 줍니다.',
  'Only share groups.': '공유 그룹만 보여 줍니다.',
  'Only groups of Kafka Streams.': '카프카 스트림즈의 그룹만 보여 줍니다.',
  // kafka-delete-records.sh, kafka-get-offsets.sh, kafka-log-dirs.sh
  'REQUIRED: JSON file with partitions and offsets. All records before the offset go; -1 means all.':
    '필수: 파티션과 오프셋을 적은 JSON 파일. 그 오프셋 앞의 레코드를 모두 지웁니다. -1이면 전부 지웁니다.',
  'Numbers of the partitions to ask about, separated by commas; without it, all.':
    '물어볼 파티션 번호. 쉼표로 여럿을 적고, 없으면 전부입니다.',
  'Which offset: latest, earliest, max-timestamp, or of the first record from a time on, in epoch milliseconds.':
    '어느 오프셋인지: latest, earliest, max-timestamp, 또는 어느 시각(에포크 밀리초) 이후의 첫 레코드.',
  'Which offset: -1 the end, -2 the beginning, else of the first record from this time on, in epoch milliseconds.':
    '어느 오프셋인지: -1은 끝, -2는 처음, 그 밖에는 이 시각(에포크 밀리초) 이후의 첫 레코드.',
  'Regular expression of topics to ask about; without it, all.': '물어볼 토픽의 정규식. 없으면 모든 토픽입니다.',
  'REQUIRED: topic to ask about.': '필수: 물어볼 토픽.',
  'Partitions to ask about, separated by commas: topic:0, topic:1-3 (without 3), topic:5- or a topic alone.':
    '물어볼 파티션(쉼표로 여럿): topic:0, topic:1-3(3은 빼고), topic:5-, 또는 토픽만.',
  'Ids of the brokers to ask, separated by commas; without it, all of them.':
    '물어볼 브로커 ID. 쉼표로 여럿을 적고, 없으면 모든 브로커입니다.',
  'REQUIRED: print the log directories of the brokers as JSON, with the size of each replica.':
    '필수: 브로커의 로그 디렉터리와 레플리카별 크기를 JSON으로 출력합니다.',
  'Topics to show, separated by commas; without it, all.': '보여 줄 토픽. 쉼표로 여럿을 적고, 없으면 모든 토픽입니다.',
  // kafka-leader-election.sh, kafka-reassign-partitions.sh
  'All partitions where such an election would change something.': '선출로 바뀔 것이 있는 모든 파티션.',
  'REQUIRED: preferred makes the first replica the leader again; unclean takes one out of sync where none is in sync.':
    '필수: preferred는 선호 레플리카를 다시 리더로 뽑습니다. unclean은 ISR에 남은 것이 없으면 뒤처진 레플리카라도 뽑습니다.',
  'Number of the partition of --topic.': '--topic의 파티션 번호.',
  'JSON file with the partitions that need a leader.': '리더를 뽑을 파티션을 적은 JSON 파일.',
  'JSON file with the partitions that need a leader; without it, all partitions.':
    '리더를 뽑을 파티션을 적은 JSON 파일. 없으면 모든 파티션입니다.',
  'Topic of the partition that needs a leader. Goes with --partition.': '리더를 뽑을 토픽. --partition과 함께 씁니다.',
  'With --execute: begin although other moves are under way, or change the throttle of those.':
    '--execute와 함께: 다른 이동이 진행 중이어도 시작합니다. 진행 중인 이동의 속도 제한을 바꿀 때도 씁니다.',
  'With --generate: ids of the brokers to spread the partitions over, separated by commas.':
    '--generate와 함께: 파티션을 나누어 둘 브로커 ID. 쉼표로 여럿을 적습니다.',
  'Stop the moves of --reassignment-json-file; the replicas from before stay.':
    '--reassignment-json-file의 이동을 멈춥니다. 원래 레플리카가 남습니다.',
  'Refuse moves that would give a partition more or fewer replicas.':
    '파티션의 레플리카 수가 바뀌는 이동을 거부합니다.',
  'Start the moves that --reassignment-json-file describes.': '--reassignment-json-file에 적힌 이동을 시작합니다.',
  'Work out and print moves of --topics-to-move-json-file to --broker-list. Nothing is moved yet.':
    '--topics-to-move-json-file의 토픽을 --broker-list로 옮기는 계획을 짜서 출력합니다. 아직 옮기지는 않습니다.',
  'List the moves that are under way.': '진행 중인 이동을 나열합니다.',
  'Leave the throttles of brokers and topics as they are.': '브로커와 토픽의 속도 제한을 그대로 둡니다.',
  'JSON file that says which brokers each partition shall have.': '파티션마다 레플리카를 둘 브로커를 적은 JSON 파일.',
  'Limit of moves between log directories of a broker, in bytes a second; -1: none.':
    '한 브로커의 로그 디렉터리 사이 이동의 속도 제한, 초당 바이트. -1이면 제한이 없습니다.',
  'Limit of moves between brokers, in bytes a second; -1: none.':
    '브로커 사이 이동의 속도 제한, 초당 바이트. -1이면 제한이 없습니다.',
  'How long moves between log directories may take to begin, in milliseconds.':
    '로그 디렉터리 사이의 이동이 시작되기를 기다리는 시간, 밀리초.',
  'With --generate: JSON file with the topics to move.': '--generate와 함께: 옮길 토픽을 적은 JSON 파일.',
  'Say which moves are complete, and lift the throttle once all are.':
    '이동이 끝났는지 확인하고, 모두 끝났으면 속도 제한을 풉니다.',
}

/** Korean for options about permissions, disks, quorums and transactions; see `korean-option-words.ts`. */
export const KOREAN_SERVER_OPTION_WORDS: Readonly<Record<string, string>> = {
  // kafka-dump-log.sh
  'Print the records of __cluster_metadata as what they say.':
    '__cluster_metadata의 레코드를 내용대로 풀어서 출력합니다.',
  'Print every record, not only every batch. --print-data-log does so too.':
    '배치만이 아니라 레코드마다 출력합니다. --print-data-log도 그렇게 합니다.',
  'REQUIRED: files of a log directory, separated by commas: .log, .index, .timeindex, .snapshot and others.':
    '필수: 로그 디렉터리의 파일. .log, .index, .timeindex, .snapshot 등을 쉼표로 여럿 적습니다.',
  'Check an index as a broker does when it starts, and print nothing of it.':
    '내용은 출력하지 않고, 브로커가 시작할 때처럼 인덱스를 검사합니다.',
  'Class that reads keys.': '키를 읽는 클래스.',
  'Class that reads values.': '값을 읽는 클래스.',
  'Read no more than so many bytes of a .log file.': '.log 파일에서 읽을 최대 크기, 바이트.',
  'Bytes to read of the log for each entry of an index, to compare both.':
    '인덱스 항목마다 비교를 위해 로그에서 읽을 크기, 바이트.',
  'Print the records of __consumer_offsets as what they say: committed offsets and groups.':
    '__consumer_offsets의 레코드를 커밋된 오프셋과 그룹 정보로 풀어서 출력합니다.',
  'Print keys and values of records as well.': '레코드의 키와 값도 출력합니다.',
  'Print the records of __remote_log_metadata as what they say.':
    '__remote_log_metadata의 레코드를 내용대로 풀어서 출력합니다.',
  'Print the records of __share_group_state as what they say.':
    '__share_group_state의 레코드를 내용대로 풀어서 출력합니다.',
  'Print keys and values alone, without offset, time and size, and no control records.':
    '오프셋, 시각, 크기와 컨트롤 레코드는 빼고 키와 값만 출력합니다.',
  'Print the records of __transaction_state as what they say: states of transactions.':
    '__transaction_state의 레코드를 트랜잭션 상태로 풀어서 출력합니다.',
  'Compare an index with its log, and print nothing but what is wrong.':
    '인덱스를 로그와 견주어 어긋난 것만 출력합니다.',
  // kafka-acls.sh
  'Add the ACL that the other options describe.': '다른 옵션이 나타내는 ACL을 추가합니다.',
  'Remove the ACLs that the other options describe.': '다른 옵션이 나타내는 ACL을 없앱니다.',
  'Remove without asking first.': '묻지 않고 없앱니다.',
  'Address from which --allow-principal may do it; without it, from anywhere.':
    '--allow-principal에게 허용할 접속 주소. 없으면 어디서나 허용합니다.',
  'Address from which --deny-principal may not do it; without it, from anywhere.':
    '--deny-principal을 막을 접속 주소. 없으면 어디서나 막습니다.',
  'Who may do it, User:name; User:* means everybody.': '허용할 사용자(User:이름). User:*는 모두입니다.',
  'Who may not do it, User:name. A denial wins over whatever allows it.':
    '막을 사용자(User:이름). 막는 ACL이 허용하는 ACL보다 우선합니다.',
  'The ACL is about the cluster as a whole.': '클러스터 전체에 대한 ACL입니다.',
  'The ACL is about this topic; * means all.': '이 토픽에 대한 ACL입니다. *는 모든 토픽입니다.',
  'The ACL is about this consumer group; * means all.': '이 컨슈머 그룹에 대한 ACL입니다. *는 모든 그룹입니다.',
  'The ACL is about this transactional id; * means all.':
    '이 트랜잭션 ID에 대한 ACL입니다. *는 모든 트랜잭션 ID입니다.',
  'The ACL is about this delegation token; * means all.': '이 위임 토큰에 대한 ACL입니다. *는 모든 토큰입니다.',
  'The ACL is about this user, User:name, and the delegation tokens of theirs.':
    '이 사용자(User:이름)와 그 위임 토큰에 대한 ACL입니다.',
  'All that a consumer needs: Read and Describe on the topic, Read on the group.':
    '컨슈머에게 필요한 모든 것: 토픽의 Read와 Describe, 그룹의 Read.',
  'All that a producer needs: Write, Describe and Create on the topic.':
    '프로듀서에게 필요한 모든 것: 토픽의 Write, Describe, Create.',
  'With --producer: it may also be idempotent (IdempotentWrite on the cluster).':
    '--producer와 함께: 멱등 프로듀서도 허용합니다(클러스터의 IdempotentWrite).',
  'List all ACLs, or those on the topic, group or other resource that is named.':
    '모든 ACL을, 또는 지정한 토픽이나 그룹 등의 ACL을 나열합니다.',
  'What is allowed or denied: Read, Write, Create, Delete, Alter, Describe and others; without it, All.':
    '허용하거나 막을 작업: Read, Write, Create, Delete, Alter, Describe 등. 없으면 All입니다.',
  'With --list: only ACLs of this principal, User:name; may be given more than once.':
    '--list와 함께: 이 사용자(User:이름)의 ACL만 보여 줍니다. 여러 번 쓸 수 있습니다.',
  'How the name is meant: LITERAL or PREFIXED. To list and remove also MATCH, all that apply to it, or ANY.':
    '이름을 보는 방법: LITERAL 또는 PREFIXED. 나열하거나 없앨 때는 해당하는 것 모두를 뜻하는 MATCH와 ANY도 쓸 수 있습니다.',
  'Class that keeps the ACLs, where --authorizer-properties say how to reach ZooKeeper.':
    'ACL을 보관하는 클래스. 주키퍼 주소는 --authorizer-properties로 정합니다.',
  'Settings of the authorizer, key=value: zookeeper.connect=host:port.':
    '권한 검사 클래스의 설정(key=value): zookeeper.connect=host:port.',
  // kafka-streams-application-reset.sh
  'application.id of the Kafka Streams application; its consumer group has the same name.':
    '카프카 스트림즈 앱의 application.id. 컨슈머 그룹 이름도 같습니다.',
  'Show what would be done, and do nothing.': '할 일을 보여 주기만 하고 실제로 하지는 않습니다.',
  'Without effect: it is done unless --dry-run is given.': '효과가 없습니다. --dry-run이 없으면 늘 실행합니다.',
  'Remove members that are still in the group, as a stopped application may have left behind.':
    '그룹에 남은 멤버를 내보냅니다. 멈춘 앱이 멤버를 남겼을 때 씁니다.',
  'Topics that the application reads. There it begins again, or where the other options say.':
    '앱이 읽는 토픽. 처음부터, 또는 다른 옵션이 정한 곳부터 다시 읽게 됩니다.',
  'Topics that the application writes and reads again. There it goes on at the end.':
    '앱이 쓰고 다시 읽는 토픽. 끝에서부터 이어 읽게 됩니다.',
  'Internal topics of the application to delete; without it, all of them.':
    '삭제할 앱의 내부 토픽. 없으면 전부 삭제합니다.',
  // kafka-cluster.sh, kafka-features.sh, kafka-metadata-quorum.sh
  'Print the id of the cluster.': '클러스터 ID를 출력합니다.',
  'Make the cluster forget a broker that is gone for good.': '영영 떠난 브로커의 등록을 클러스터에서 지웁니다.',
  'Id of the broker to forget.': '등록을 지울 브로커 ID.',
  'List where the nodes listen.': '노드의 접속 주소를 나열합니다.',
  'Fenced brokers too: those that are registered and take no part.':
    '등록은 했으나 펜스되어 일하지 않는 브로커도 보여 줍니다.',
  'Show which levels of features the nodes support, and which are in force.':
    '노드가 지원하는 기능 수준과 지금 적용된 수준을 보여 줍니다.',
  'Id of the node to ask; without it, any.': '물어볼 노드 ID. 없으면 아무 노드에나 묻습니다.',
  'Raise levels of features, such as metadata.version when all nodes are upgraded.':
    '기능 수준을 올립니다. 모든 노드를 업그레이드한 뒤의 metadata.version 등입니다.',
  'Lower levels of features.': '기능 수준을 내립니다.',
  'Put features to level 0, which turns them off.': '기능 수준을 0으로 내려 끕니다.',
  'Old way: level of metadata.version, by its name.': '예전 방식: metadata.version의 수준을 이름으로 적습니다.',
  'Release whose levels are meant, such as 4.0.': '기능 수준을 가져올 릴리스. 4.0처럼 적습니다.',
  'Feature and level, name=level; may be given more than once.': '기능과 수준(이름=수준). 여러 번 쓸 수 있습니다.',
  'Name of the feature; may be given more than once.': '기능의 이름. 여러 번 쓸 수 있습니다.',
  'Ask whether it could be done, and do nothing.': '할 수 있는지 묻기만 하고 실제로 하지는 않습니다.',
  'Do it even where metadata would be lost.': '메타데이터를 잃게 되더라도 합니다.',
  'Show the levels that a release begins with; without one, the newest.':
    '릴리스의 기능 수준을 보여 줍니다. 릴리스를 적지 않으면 가장 새것입니다.',
  'Show which levels of other features a level needs.':
    '어떤 기능 수준이 다른 기능의 어느 수준을 필요로 하는지 보여 줍니다.',
  'Show how the quorum of controllers is.': '컨트롤러 쿼럼의 상태를 보여 줍니다.',
  'A summary: leader, epoch, high watermark, voters and observers.':
    '요약: 리더, 에포크, 하이 워터마크, 투표자, 관찰자.',
  'How far each voter and observer has copied the metadata log.':
    '투표자와 관찰자가 저마다 메타데이터 로그를 어디까지 복제했는지 보여 줍니다.',
  'With --replication: times as so many milliseconds ago.':
    '--replication과 함께: 시각을 몇 밀리초 전인지로 보여 줍니다.',
  'Make the controller of --command-config a voter.': '--command-config의 컨트롤러를 투표자로 만듭니다.',
  'Take a controller out of the voters.': '컨트롤러를 투표자에서 뺍니다.',
  'Id of the controller.': '컨트롤러 ID.',
  'Id of the directory with its metadata log (directory.id).': '메타데이터 로그가 있는 디렉터리의 ID(directory.id).',
  'Print what would be done, and do nothing.': '할 일을 출력하기만 하고 실제로 하지는 않습니다.',
  // kafka-storage.sh
  'Show whether the log directories of this node are formatted, and for which cluster.':
    '이 노드의 로그 디렉터리가 포맷되었는지, 어느 클러스터용인지 보여 줍니다.',
  'Properties file of the server, which names its log directories.':
    '로그 디렉터리가 적힌 서버의 설정 파일(properties).',
  'Prepare the log directories of a node before its first start.':
    '노드를 처음 시작하기 전에 로그 디렉터리를 포맷합니다.',
  'Id of the cluster, the same for all its nodes. random-uuid makes one.':
    '클러스터 ID. 모든 노드가 같아야 하며 random-uuid로 만듭니다.',
  'SCRAM password to begin with: SCRAM-SHA-256=[name=alice,password=secret]; may be given more than once.':
    '처음부터 둘 SCRAM 암호: SCRAM-SHA-256=[name=alice,password=secret]. 여러 번 쓸 수 있습니다.',
  'Pass over log directories that are formatted already, instead of failing.':
    '이미 포맷된 로그 디렉터리는 실패로 보지 않고 지나갑니다.',
  'This controller is the whole quorum for now; others can be added later.':
    '우선 이 컨트롤러 하나로 쿼럼을 이룹니다. 다른 컨트롤러는 나중에 추가할 수 있습니다.',
  'The node joins a quorum that was formatted elsewhere.': '다른 곳에서 포맷한 쿼럼에 참여할 노드입니다.',
  'The first voters, id@host:port:directory-id, separated by commas; the same for each of them.':
    '첫 투표자들(id@host:port:디렉터리 ID, 쉼표로 여럿). 모든 투표자에 똑같이 적습니다.',
  'Print a new id for a cluster.': '새 클러스터 ID를 출력합니다.',
  // kafka-transactions.sh
  'List transactional ids with coordinator, producer id and state.':
    '트랜잭션 ID를 코디네이터, 프로듀서 ID, 상태와 함께 나열합니다.',
  'Only transactions that have been open for more than so many milliseconds.':
    '이 시간(밀리초)보다 오래 열려 있는 트랜잭션만 보여 줍니다.',
  'Only transactional ids that match this regular expression.': '이 정규식에 맞는 트랜잭션 ID만 보여 줍니다.',
  'Show one transactional id: its state, timeout, and the partitions of an open transaction.':
    '트랜잭션 ID 하나의 상태, 타임아웃, 진행 중인 트랜잭션의 파티션을 보여 줍니다.',
  'Transactional id to show.': '보여 줄 트랜잭션 ID.',
  'Show the producers that a partition remembers, and where their open transactions begin.':
    '파티션이 기억하는 프로듀서와 진행 중인 트랜잭션의 시작 오프셋을 보여 줍니다.',
  'Id of the replica to ask; without it, the leader.': '물어볼 레플리카의 브로커 ID. 없으면 리더에게 묻습니다.',
  'Topic of the partition.': '파티션의 토픽.',
  'Number of the partition.': '파티션 번호.',
  'Abort a transaction that hangs, of which no coordinator knows any more.':
    '코디네이터가 모르는 채 매달려 있는 트랜잭션을 중단합니다.',
  'Offset at which the transaction begins in the partition.': '파티션에서 트랜잭션이 시작된 오프셋.',
  'Producer id of the transaction.': '트랜잭션의 프로듀서 ID.',
  'Epoch of its producer.': '프로듀서의 에포크.',
  'Epoch of its coordinator.': '코디네이터의 에포크.',
  'Abort whatever a transactional id has open.': '트랜잭션 ID에 열려 있는 트랜잭션을 중단합니다.',
  'Transactional id whose transaction is to end.': '트랜잭션을 끝낼 트랜잭션 ID.',
  'Look for transactions that hang, on a broker or in a topic.': '브로커나 토픽에서 매달려 있는 트랜잭션을 찾습니다.',
  'Id of the broker to search.': '찾아볼 브로커 ID.',
  'Minutes that no transaction takes; those that are open for longer are looked into.':
    '트랜잭션이 넘지 않을 시간, 분. 더 오래 열린 것을 조사합니다.',
  'Topic to search.': '찾아볼 토픽.',
  'Number of the partition of --topic to search.': '--topic에서 찾아볼 파티션 번호.',
}

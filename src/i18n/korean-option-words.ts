/** Korean for what is said of the options of Kafka's tools (`kafka/profile/option-words.ts` and the parsers), by the English. */
export const KOREAN_OPTION_WORDS: Readonly<Record<string, string>> = {
  // Connections and files of settings.
  'REQUIRED: brokers to connect to first, host:port, separated by commas.':
    '필수: 처음 접속할 브로커. host:port 형식이며 쉼표로 여럿을 적습니다.',
  'Brokers to connect to first, host:port, separated by commas.':
    '처음 접속할 브로커. host:port 형식이며 쉼표로 여럿을 적습니다.',
  'Brokers to connect to first, host:port, separated by commas. Or --bootstrap-controller.':
    '처음 접속할 브로커. host:port 형식이며 쉼표로 여럿을 적습니다. 대신 --bootstrap-controller를 쓸 수 있습니다.',
  'REQUIRED, but for --validate-regex: brokers to connect to first, host:port, separated by commas.':
    '--validate-regex가 아니면 필수: 처음 접속할 브로커. host:port 형식이며 쉼표로 여럿을 적습니다.',
  'REQUIRED: brokers to connect to first, host:port, separated by commas; --broker-list is the old name.':
    '필수: 처음 접속할 브로커. host:port 형식이며 쉼표로 여럿을 적습니다. 예전 이름은 --broker-list입니다.',
  'Brokers to connect to first, host:port, separated by commas; --zookeeper is the old way.':
    '처음 접속할 브로커. host:port 형식이며 쉼표로 여럿을 적습니다. --zookeeper는 예전 방식입니다.',
  'Brokers to connect to first, host:port, separated by commas; --authorizer-properties is the old way.':
    '처음 접속할 브로커. host:port 형식이며 쉼표로 여럿을 적습니다. --authorizer-properties는 예전 방식입니다.',
  'Brokers to connect to, host:port. Needed where the JSON file names log directories, beside --zookeeper.':
    '접속할 브로커(host:port). JSON 파일에 로그 디렉터리가 적혀 있으면 --zookeeper와 함께 있어야 합니다.',
  'Old name of --bootstrap-server.': '--bootstrap-server의 예전 이름입니다.',
  'KRaft controllers to connect to, host:port, instead of --bootstrap-server.':
    '--bootstrap-server 대신 접속할 KRaft 컨트롤러(host:port).',
  'KRaft controllers to connect to, host:port; only with --cancel and --list.':
    '접속할 KRaft 컨트롤러(host:port). --cancel과 --list에만 씁니다.',
  'ZooKeeper, host:port, separated by commas: the old way, past the brokers.':
    '주키퍼(host:port, 쉼표로 여럿). 브로커를 거치지 않는 예전 방식입니다.',
  'REQUIRED: ZooKeeper, host:port, separated by commas.':
    '필수: 접속할 주키퍼. host:port 형식이며 쉼표로 여럿을 적습니다.',
  'File with the TLS settings of connections to ZooKeeper.': '주키퍼 접속에 쓸 TLS 설정 파일.',
  'Properties file with settings for the client behind the tool: security, timeouts.':
    '도구 안의 클라이언트가 쓸 설정 파일(properties). 보안, 타임아웃 등을 적습니다.',
  'Properties file with settings for the client; for add-controller that of the new controller.':
    '클라이언트 설정 파일(properties). add-controller에는 새 컨트롤러의 설정 파일을 줍니다.',
  'Properties file with producer settings; --command-property overrides it.':
    '프로듀서 설정 파일(properties). 같은 설정이면 --command-property가 이깁니다.',
  'Properties file with consumer settings; --command-property overrides it.':
    '컨슈머 설정 파일(properties). 같은 설정이면 --command-property가 이깁니다.',
  'Properties file with producer settings; --producer-property overrides it.':
    '프로듀서 설정 파일(properties). 같은 설정이면 --producer-property가 이깁니다.',
  'Properties file with consumer settings; --consumer-property overrides it.':
    '컨슈머 설정 파일(properties). 같은 설정이면 --consumer-property가 이깁니다.',
  'Properties file with producer settings; the other options override it.':
    '프로듀서 설정 파일(properties). 같은 설정이면 다른 옵션이 이깁니다.',
  'Properties file with consumer settings; the other options override it.':
    '컨슈머 설정 파일(properties). 같은 설정이면 다른 옵션이 이깁니다.',
  'Properties file with consumer settings.': '컨슈머 설정 파일(properties).',
  'One producer setting, key=value; may be given more than once.':
    '프로듀서 설정 하나(key=value). 여러 번 쓸 수 있습니다.',
  'One consumer setting, key=value; may be given more than once.':
    '컨슈머 설정 하나(key=value). 여러 번 쓸 수 있습니다.',
  'Producer settings, key=value, separated by blanks; they override --command-config.':
    '프로듀서 설정(key=value). 빈칸으로 여럿을 적으며 --command-config보다 우선합니다.',
  'Producer settings, key=value, separated by blanks; they override --producer.config.':
    '프로듀서 설정(key=value). 빈칸으로 여럿을 적으며 --producer.config보다 우선합니다.',
  'Old name of --command-property.': '--command-property의 예전 이름입니다.',
  'Old name of --command-config.': '--command-config의 예전 이름입니다.',
  'Old name of --reader-property.': '--reader-property의 예전 이름입니다.',
  'Old name of --formatter-property.': '--formatter-property의 예전 이름입니다.',
  'Old name of --batch-size.': '--batch-size의 예전 이름입니다.',
  'Old name of --num-records.': '--num-records의 예전 이름입니다.',
  'Print this help and end.': '이 도움말을 출력하고 끝납니다.',
  "Print Kafka's version and end.": '카프카 버전을 출력하고 끝납니다.',
  'Without effect.': '효과가 없습니다.',
  'Ask no questions.': '확인 질문을 하지 않습니다.',
  // Producers.
  'Largest batch of records for one partition, in bytes (batch.size).':
    '파티션 하나로 보내는 배치의 최대 크기, 바이트(batch.size).',
  'Without effect. The size of batches is that of --max-partition-memory-bytes.':
    '효과가 없습니다. 배치 크기는 --max-partition-memory-bytes로 정합니다.',
  'How batches are compressed: none, gzip, snappy, lz4 or zstd. The option without a value means gzip.':
    '배치 압축 방식: none, gzip, snappy, lz4, zstd. 값 없이 옵션만 쓰면 gzip입니다.',
  'Class that makes records of the lines of standard input.': '표준 입력의 줄을 레코드로 바꾸는 클래스.',
  'How long a send may wait for metadata or for free memory, in milliseconds (max.block.ms).':
    'send()가 메타데이터나 빈 버퍼를 기다리는 최대 시간, 밀리초(max.block.ms).',
  'Memory for records that wait to be sent, in bytes (buffer.memory).':
    '전송을 기다리는 레코드를 담는 버퍼 크기, 바이트(buffer.memory).',
  'How often a send that failed is tried again (retries).': '실패한 전송을 다시 시도하는 횟수(retries).',
  'After how many milliseconds metadata is asked for anew (metadata.max.age.ms).':
    '메타데이터를 새로 요청하기까지의 시간, 밀리초(metadata.max.age.ms).',
  'Properties file for the line reader; --reader-property overrides it.':
    '입력 리더의 설정 파일(properties). 같은 설정이면 --reader-property가 이깁니다.',
  'One property of the line reader, key=value: parse.key=true, key.separator=:':
    '입력 리더의 속성 하나(key=value): parse.key=true, key.separator=:',
  'Who must have a record before it counts as sent (acks): 0 nobody, 1 the leader, -1 the whole ISR.':
    '누가 레코드를 받아야 전송 성공인지(acks): 0은 아무도, 1은 리더, -1은 ISR 전체.',
  'Who must have a record before it counts as sent: 0 nobody, 1 the leader, -1 the whole ISR.':
    '누가 레코드를 받아야 전송 성공인지: 0은 아무도, 1은 리더, -1은 ISR 전체.',
  'How long a broker may take to answer, in milliseconds (request.timeout.ms).':
    '브로커의 응답을 기다리는 시간, 밀리초(request.timeout.ms).',
  'How long to wait before a send is tried again, in milliseconds (retry.backoff.ms).':
    '전송을 다시 시도하기 전에 기다리는 시간, 밀리초(retry.backoff.ms).',
  'Send buffer of TCP connections, in bytes (send.buffer.bytes).':
    'TCP 연결의 송신 버퍼 크기, 바이트(send.buffer.bytes).',
  'Wait until each record is acknowledged before the next is sent.':
    '레코드마다 확인 응답을 받은 뒤에 다음 레코드를 보냅니다.',
  'How long a record may wait for its batch to fill, in milliseconds (linger.ms).':
    '배치가 차기를 기다리는 최대 시간, 밀리초(linger.ms).',
  'REQUIRED: topic to send records to.': '필수: 레코드를 보낼 토픽.',
  'Topic to send records to.': '레코드를 보낼 토픽.',
  'How many records to send.': '보낼 레코드 수.',
  'Send so many records; -1: go on until Ctrl-C.': '보낼 레코드 수. -1이면 Ctrl-C를 누를 때까지 계속합니다.',
  'Records a second at most; -1 is no limit.': '초당 최대 레코드 수. -1이면 제한이 없습니다.',
  'Size of each value in bytes; what is in it is random.': '값 하나의 크기, 바이트. 내용은 무작위입니다.',
  'Text file with values, of which each record gets one at random.':
    '값을 담은 텍스트 파일. 레코드마다 그중 하나를 무작위로 씁니다.',
  'What separates the values of --payload-file.': '--payload-file 안의 값을 나누는 구분자.',
  'Values that count up: 0, 1, 2 and so on.': '0, 1, 2…로 하나씩 커지는 값을 씁니다.',
  'Send in transactions of this transactional id.': '이 트랜잭션 ID로 트랜잭션 안에서 보냅니다.',
  'Transactional id, where --transaction-duration-ms asks for transactions.':
    '--transaction-duration-ms로 트랜잭션을 쓸 때의 트랜잭션 ID.',
  'Commit a transaction every so many milliseconds.': '트랜잭션을 커밋하는 간격, 밀리초.',
  'Commit a transaction every so many milliseconds; 0: no transactions.':
    '트랜잭션을 커밋하는 간격, 밀리초. 0이면 트랜잭션을 쓰지 않습니다.',
  'So many records are sent first; a line of figures at the end leaves them out.':
    '먼저 보내는 예열 레코드 수. 마지막에 이를 뺀 통계 한 줄이 더 나옵니다.',
  'Milliseconds between two lines of figures.': '중간 통계를 출력하는 간격, 밀리초.',
  'Timestamp of the first record in epoch milliseconds, from where time goes on; -1: now.':
    '첫 레코드의 타임스탬프(에포크 밀리초). 그 뒤로는 시간이 흐르는 만큼 커집니다. -1이면 현재 시각입니다.',
  'Number that stands before each value, with a dot between.': '값 앞에 점과 함께 붙일 숫자.',
  'Give the records keys, from 0 up to one less than this, again and again.':
    '레코드에 키를 붙입니다. 0부터 이 수보다 하나 작은 수까지 되풀이합니다.',
  // Consumers.
  'Topic to read.': '읽을 토픽.',
  'REQUIRED: topic to read.': '필수: 읽을 토픽.',
  'Regular expression of topics to read, instead of --topic.':
    '읽을 토픽을 정규식으로 지정합니다. --topic 대신 씁니다.',
  "Print shutdown_complete at the end. Made for Kafka's own system tests.":
    '끝날 때 shutdown_complete를 출력합니다. 카프카 자체 시스템 테스트용입니다.',
  'Class that makes lines of records. For the records of internal topics there are others.':
    '레코드를 출력할 줄로 바꾸는 클래스. 내부 토픽용 클래스는 따로 있습니다.',
  'Properties file for the formatter; --formatter-property overrides it.':
    '포매터의 설정 파일(properties). 같은 설정이면 --formatter-property가 이깁니다.',
  'One property of the formatter, key=value: print.key=true, print.partition=true, key.separator=:':
    '포매터의 속성 하나(key=value): print.key=true, print.partition=true, key.separator=:',
  'One property of the formatter, key=value: print.key=true, print.timestamp=true, key.separator=:':
    '포매터의 속성 하나(key=value): print.key=true, print.timestamp=true, key.separator=:',
  'Begin with the oldest record where the group has no committed offset; else with new ones.':
    '그룹에 커밋된 오프셋이 없으면 가장 오래된 레코드부터 읽습니다. 이 옵션이 없으면 새 레코드부터입니다.',
  'Begin with new records where the group has no committed offset; else with the oldest.':
    '그룹에 커밋된 오프셋이 없으면 새 레코드부터 읽습니다. 이 옵션이 없으면 가장 오래된 레코드부터입니다.',
  'Consumer group to join.': '참여할 컨슈머 그룹.',
  'Consumer group to join. Without it, a new one named console-consumer- and a number.':
    '참여할 컨슈머 그룹. 없으면 console-consumer-에 숫자를 붙인 새 그룹을 만듭니다.',
  'Consumer group to join. Without it, a new one named perf-consumer- and a number.':
    '참여할 컨슈머 그룹. 없으면 perf-consumer-에 숫자를 붙인 새 그룹을 만듭니다.',
  'read_committed leaves out records of open and aborted transactions; read_uncommitted reads all.':
    'read_committed는 진행 중이거나 중단된 트랜잭션의 레코드를 건너뛰고, read_uncommitted는 모두 읽습니다.',
  'Class that reads keys. Without it they are printed as text.': '키를 읽는 클래스. 없으면 글자로 출력합니다.',
  'Class that reads values. Without it they are printed as text.': '값을 읽는 클래스. 없으면 글자로 출력합니다.',
  'End after so many records. Without it, go on until Ctrl-C.':
    '이만큼 읽으면 끝납니다. 없으면 Ctrl-C를 누를 때까지 계속합니다.',
  'End after so many records; -1: go on until Ctrl-C.':
    '이만큼 읽으면 끝납니다. -1이면 Ctrl-C를 누를 때까지 계속합니다.',
  'Where to begin: a number, earliest or latest. Needs --partition.':
    '읽기 시작할 오프셋: 숫자, earliest, latest. --partition과 함께 씁니다.',
  'Partition to read, from its end unless --offset says otherwise.':
    '읽을 파티션. --offset이 없으면 파티션 끝에서부터 읽습니다.',
  'Pass over a record that cannot be printed, instead of ending.':
    '출력할 수 없는 레코드를 만나면 끝내지 않고 건너뜁니다.',
  'End when no record came for so many milliseconds.': '이 시간(밀리초) 동안 새 레코드가 없으면 끝납니다.',
  'Share group to join.': '참여할 공유 그룹.',
  'Reject every record that was printed: the group gets none of them again.':
    '출력한 레코드를 거부(reject)합니다. 그룹에 다시 전달되지 않습니다.',
  'Reject a record that cannot be printed, instead of ending.':
    '출력할 수 없는 레코드를 만나면 끝내지 않고 거부합니다.',
  'Release every record that was printed: the group gets it once more.':
    '출력한 레코드를 놓아줍니다(release). 그룹에 다시 전달됩니다.',
  'How times are printed, in the letters of java.text.SimpleDateFormat.':
    '시각의 출력 형식. java.text.SimpleDateFormat의 글자로 적습니다.',
  'Largest answer for one partition, in bytes (max.partition.fetch.bytes).':
    '파티션 하나에서 한 번에 가져오는 최대 크기, 바이트(max.partition.fetch.bytes).',
  'Print no names above the columns.': '열 제목을 출력하지 않습니다.',
  'REQUIRED: how many records to read.': '필수: 읽을 레코드 수.',
  'Print the metrics of the client at the end.': '끝날 때 클라이언트의 지표를 출력합니다.',
  'Print figures every --reporting-interval, not only at the end.':
    '마지막뿐 아니라 --reporting-interval마다 통계를 출력합니다.',
  'Receive buffer of TCP connections, in bytes (receive.buffer.bytes).':
    'TCP 연결의 수신 버퍼 크기, 바이트(receive.buffer.bytes).',
  'Without effect: a consumer has one thread.': '효과가 없습니다. 컨슈머의 스레드는 하나입니다.',
  'Protocol of the group: classic or consumer.': '그룹 프로토콜: classic 또는 consumer.',
  'Assignor on the brokers; only with --group-protocol consumer.':
    '브로커가 쓰는 할당 방식. --group-protocol consumer일 때만 씁니다.',
  'Makes it a static member of this name (group.instance.id).': '이 이름의 정적 멤버로 참여합니다(group.instance.id).',
  'Milliseconds without a heartbeat after which the member is taken for dead (session.timeout.ms).':
    '이 시간(밀리초) 동안 하트비트가 없으면 멤버가 죽은 것으로 봅니다(session.timeout.ms).',
  'Print each record as well.': '레코드도 하나하나 출력합니다.',
  'Commit every few seconds (enable.auto.commit) instead of after each batch.':
    '배치마다가 아니라 몇 초에 한 번씩 커밋합니다(enable.auto.commit).',
  'Where to begin without a committed offset: earliest, latest, or none, which is an error.':
    '커밋된 오프셋이 없을 때 읽기 시작할 곳: earliest, latest, none. none이면 오류입니다.',
  'Class that divides the partitions among the members; only with the classic protocol.':
    '파티션을 멤버에게 나누는 클래스. 클래식 프로토콜에서만 씁니다.',
  'Class that divides the partitions among the members.': '파티션을 멤버에게 나누는 클래스.',
}

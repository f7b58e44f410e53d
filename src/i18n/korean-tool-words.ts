/** Korean for `TOOL_WORDS` (`kafka/profile/tool-words.ts`), by the English. */
export const KOREAN_TOOL_WORDS: Readonly<Record<string, string>> = {
  'Starts a Kafka Connect worker that shares connectors and tasks with other workers.':
    '커넥터와 태스크를 여럿이 나누어 맡는 카프카 커넥트 워커를 시작합니다.',
  'Copies topics and group offsets from one cluster to another (MirrorMaker 2).':
    '토픽과 그룹 오프셋을 다른 클러스터로 복사합니다(미러메이커 2).',
  'Lists the plugins of Kafka Connect and prepares them for a faster start.':
    '카프카 커넥트의 플러그인을 나열하고, 더 빨리 시작하도록 준비합니다.',
  'Starts one Kafka Connect worker alone, with connectors out of properties files.':
    '카프카 커넥트 워커 하나를 단독으로 시작합니다. 커넥터는 설정 파일에서 읽습니다.',
  'Says who may do what: adds, removes and lists ACLs.':
    '누가 무엇을 할 수 있는지 정합니다: ACL을 추가하고 없애고 나열합니다.',
  'Shows which requests each broker understands, and in which versions.':
    '브로커마다 어떤 요청을 어느 버전으로 이해하는지 보여 줍니다.',
  'Sets which metrics clients send to the brokers.': '클라이언트가 브로커로 보낼 지표를 정합니다.',
  'Shows the id and the addresses of a cluster, and makes it forget brokers that are gone.':
    '클러스터의 ID와 접속 주소를 보여 주고, 떠난 브로커의 등록을 지웁니다.',
  'Shows and changes settings of topics, brokers, groups, clients and users while the cluster runs.':
    '클러스터가 도는 동안 토픽, 브로커, 그룹, 클라이언트, 사용자의 설정을 보고 바꿉니다.',
  'Reads a topic and prints its records, one on a line.': '토픽을 읽어 레코드를 한 줄에 하나씩 출력합니다.',
  'Sends every line that is typed or piped in as a record to a topic.':
    '입력한 줄이나 파이프로 받은 줄을 하나하나 레코드로 토픽에 보냅니다.',
  'Reads a topic as a member of a share group and prints its records.':
    '공유 그룹의 멤버로 토픽을 읽어 레코드를 출력합니다.',
  'Shows consumer groups with their offsets and lag, resets their offsets, and deletes them.':
    '컨슈머 그룹의 오프셋과 랙을 보여 주고, 오프셋을 재설정하고, 그룹을 삭제합니다.',
  'Measures how fast a consumer reads a topic.': '컨슈머가 토픽을 얼마나 빨리 읽는지 잽니다.',
  'Makes, renews and ends delegation tokens, by which clients prove who they are.':
    '클라이언트가 자신을 증명하는 위임 토큰을 만들고 갱신하고 끝냅니다.',
  'Deletes the records of partitions from the beginning up to an offset.':
    '파티션의 레코드를 처음부터 어느 오프셋 앞까지 삭제합니다.',
  'Prints what is in the files of a log directory: segments, indexes, snapshots.':
    '로그 디렉터리의 파일(세그먼트, 인덱스, 스냅숏) 내용을 출력합니다.',
  'Measures how long a record takes from a producer to a consumer.':
    '레코드가 프로듀서에서 컨슈머까지 가는 시간을 잽니다.',
  'Shows and changes levels of features, such as metadata.version.': 'metadata.version 같은 기능 수준을 보고 바꿉니다.',
  'Prints the first, last or any other offset of partitions.':
    '파티션의 처음, 끝, 또는 어느 시각의 오프셋을 출력합니다.',
  'Lists the groups of every type: consumer, share, streams and classic ones.':
    '모든 유형(컨슈머, 공유, 스트림즈, 클래식)의 그룹을 나열합니다.',
  'Prints metrics of a running JVM, which it reads over JMX.': '실행 중인 JVM의 지표를 JMX로 읽어 출력합니다.',
  'Elects leaders of partitions: preferred ones again, or unclean where nobody in sync is left.':
    '파티션의 리더를 뽑습니다: 선호 리더로 되돌리거나, ISR에 남은 것이 없으면 언클린 리더 선출을 합니다.',
  'Shows the log directories of brokers, and how large each replica in them is.':
    '브로커의 로그 디렉터리와 그 안의 레플리카 크기를 보여 줍니다.',
  'Shows the KRaft quorum, and adds and removes its controllers.':
    'KRaft 쿼럼을 보여 주고, 컨트롤러를 더하거나 뺍니다.',
  'Looks around in a metadata log as in a file system.': '메타데이터 로그를 파일 시스템처럼 둘러봅니다.',
  'Copies topics from one cluster to another (the first MirrorMaker).':
    '토픽을 다른 클러스터로 복사합니다(처음의 미러메이커).',
  'Makes the first replica of each partition its leader again.': '파티션마다 선호 레플리카를 다시 리더로 만듭니다.',
  'Measures how fast a producer sends, and how long acknowledgements take.':
    '프로듀서가 얼마나 빨리 보내는지, 확인 응답이 얼마나 걸리는지 잽니다.',
  'Moves replicas to other brokers or log directories, with a throttle where one is wanted.':
    '레플리카를 다른 브로커나 로그 디렉터리로 옮깁니다. 속도 제한을 걸 수 있습니다.',
  'Reads all replicas of topics and says where they differ.': '토픽의 레플리카를 모두 읽어 서로 다른 곳을 알려 줍니다.',
  'Starts Java with all of Kafka’s libraries and runs the class that is named.':
    '카프카 라이브러리를 모두 갖춘 Java를 띄워 지정한 클래스를 실행합니다.',
  'Starts a broker or controller with the settings of a properties file; -daemon in the background.':
    '설정 파일로 브로커나 컨트롤러를 시작합니다. -daemon을 붙이면 백그라운드에서 돕니다.',
  'Stops the brokers and controllers of this machine cleanly.': '이 컴퓨터의 브로커와 컨트롤러를 정상 종료합니다.',
  'Measures how fast a share consumer reads a topic.': '공유 컨슈머가 토픽을 얼마나 빨리 읽는지 잽니다.',
  'Shows share groups, resets their offsets, and deletes them.':
    '공유 그룹을 보여 주고, 오프셋을 재설정하고, 삭제합니다.',
  'Prepares the log directories of a node before its first start (format), and makes ids.':
    '노드를 처음 시작하기 전에 로그 디렉터리를 포맷하고(format), ID를 만듭니다.',
  'Puts a Kafka Streams application back to its beginning: offsets and internal topics.':
    '카프카 스트림즈 앱을 처음 상태로 되돌립니다: 오프셋과 내부 토픽.',
  'Shows groups of Kafka Streams, resets their offsets, and deletes them.':
    '카프카 스트림즈의 그룹을 보여 주고, 오프셋을 재설정하고, 삭제합니다.',
  'Creates, lists, describes, changes and deletes topics.': '토픽을 만들고, 나열하고, 보여 주고, 바꾸고, 삭제합니다.',
  'Shows transactions of producers, finds those that hang, and aborts them.':
    '프로듀서의 트랜잭션을 보여 주고, 매달린 것을 찾아 중단합니다.',
  'Reads a topic and prints each thing that happens to it as JSON, for tests.':
    '토픽을 읽으며 일어나는 일을 JSON으로 출력합니다. 테스트용입니다.',
  'Sends numbers that count up and prints which were acknowledged as JSON, for tests.':
    '하나씩 커지는 숫자를 보내고 확인 응답을 JSON으로 출력합니다. 테스트용입니다.',
  'Reads as a member of a share group and prints what happens to it as JSON, for tests.':
    '공유 그룹의 멤버로 읽으며 일어나는 일을 JSON으로 출력합니다. 테스트용입니다.',
  'Runs loads and faults against a cluster, for tests.': '클러스터에 부하와 장애를 일으킵니다. 테스트용입니다.',
  'Protects what Kafka keeps in ZooKeeper, or lifts the protection.':
    '카프카가 주키퍼에 둔 데이터를 보호하거나 보호를 풉니다.',
  'Starts a ZooKeeper server with the settings of a properties file; -daemon in the background.':
    '설정 파일로 주키퍼 서버를 시작합니다. -daemon을 붙이면 백그라운드에서 돕니다.',
  'Stops the ZooKeeper servers of this machine.': '이 컴퓨터의 주키퍼 서버를 종료합니다.',
  'Looks at what is kept in ZooKeeper, and changes it: ls, get, set, create, delete.':
    '주키퍼에 든 것을 보고 바꿉니다: ls, get, set, create, delete.',
}

/** Korean for what the help of a tool says above and between its options, by the English. */
export const KOREAN_HELP_WORDS: Readonly<Record<string, string>> = {
  'This tool helps to manage acls on kafka.': '카프카의 ACL을 관리합니다.',
  'This tool helps to retrieve broker version information.': '브로커가 이해하는 요청의 버전을 알아봅니다.',
  'This tool helps to manipulate and describe entity config for a topic, client, user or broker':
    '토픽, 클라이언트, 사용자, 브로커의 설정을 바꾸고 보여 줍니다.',
  'This tool helps to manipulate and describe entity config for a topic, client, user, broker, ip, client-metrics or group':
    '토픽, 클라이언트, 사용자, 브로커, IP, 클라이언트 지표, 그룹의 설정을 바꾸고 보여 줍니다.',
  'This tool helps to read data from Kafka topics and outputs it to standard output.':
    '카프카 토픽에서 데이터를 읽어 표준 출력에 씁니다.',
  'This tool helps to read data from standard input and publish it to Kafka.':
    '표준 입력에서 데이터를 읽어 카프카로 보냅니다.',
  'This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or reset consumer group offsets.':
    '컨슈머 그룹을 나열하고, 하나를 자세히 보고, 그룹의 정보를 삭제하고, 오프셋을 재설정합니다.',
  'This tool helps to delete records of the given partitions down to the specified offset.':
    '파티션의 레코드를 정한 오프셋 앞까지 삭제합니다.',
  'This tool helps to parse a log file and dump its contents to the console, useful for debugging a seemingly corrupt log segment.':
    '로그 파일을 해석해 내용을 출력합니다. 깨진 듯한 로그 세그먼트를 살펴볼 때 씁니다.',
  'An interactive shell for getting topic offsets.': '토픽의 오프셋을 알아봅니다.',
  'An interactive shell for getting topic-partition offsets.': '토픽 파티션의 오프셋을 알아봅니다.',
  'This tool helps to list groups of all types.': '모든 종류의 그룹을 나열합니다.',
  'This tool attempts to elect a new leader for a set of topic partitions. The type of elections supported are preferred replicas and unclean replicas.':
    '여러 파티션의 리더를 새로 뽑습니다. 선호 레플리카 선출과 언클린 선출을 할 수 있습니다.',
  'This tool helps to query log directory usage on the specified brokers.':
    '정한 브로커의 로그 디렉터리 사용량을 알아봅니다.',
  "This tool helps to causes leadership for each partition to be transferred back to the 'preferred replica', it can be used to balance leadership among the servers.":
    '각 파티션의 리더를 선호 레플리카로 되돌립니다. 리더를 서버에 고르게 나눌 때 씁니다.',
  'This tool helps to move topic partitions between replicas.': '토픽의 파티션을 다른 브로커로 옮깁니다.',
  'This tool helps to moves topic partitions between replicas.': '토픽의 파티션을 다른 브로커로 옮깁니다.',
  'This tool helps to create, delete, describe, or change a topic.': '토픽을 만들고, 삭제하고, 보여 주고, 바꿉니다.',
  'This tool is used to verify the producer performance.': '프로듀서의 성능을 잽니다.',
  'This tool consumes messages from a specific topic and emits consumer events (e.g. group rebalances, received messages, and offsets committed) as JSON objects to STDOUT.':
    '토픽 하나를 읽으며 컨슈머에게 생긴 일(리밸런스, 받은 메시지, 커밋한 오프셋)을 JSON으로 표준 출력에 씁니다.',
  'This tool produces increasing integers to the specified topic and prints JSON metadata to stdout on each "send" request, making externally visible which messages have been acked and which have not.':
    '커지는 정수를 토픽에 보내고, 보낼 때마다 결과를 JSON으로 표준 출력에 써서 어느 메시지의 확인 응답을 받았는지 밖에서 알게 합니다.',
  'The Kafka cluster tool.': '카프카 클러스터 도구.',
  'The Kafka storage tool.': '카프카 저장소 도구.',
  'This tool describes kraft metadata quorum status.': 'KRaft 메타데이터 쿼럼의 상태를 보여 줍니다.',
  'This tool manages feature flags in Kafka.': '카프카의 기능 플래그를 관리합니다.',
  'What producers have open in the cluster, and how to end what nobody ends.':
    '프로듀서가 클러스터에 열어 둔 트랜잭션과, 아무도 끝내지 않는 트랜잭션을 끝내는 방법.',
  'Where the brokers are.': '브로커가 있는 곳.',
  'What the values are; one of these is needed.': '값을 무엇으로 할지. 이 가운데 하나가 필요합니다.',
  'positional arguments:': '위치 인수:',
  'optional arguments:': '선택 인수:',
  'show this help message and exit': '이 도움말을 보여 주고 끝냅니다.',
}

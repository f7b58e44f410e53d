/** What tools say of a cluster that does not answer, or refuses. The most specific row of a kind comes first. */
import type { ErrorRow } from './error-row.ts'

export const CLUSTER_ERRORS: readonly ErrorRow[] = [
  {
    id: 'hostWithoutPort',
    pattern: /Please provide valid host:port|Invalid url in bootstrap\.servers: (?:\S*)/,
    en: 'A broker’s address has a host and a port, such as localhost:9092. Several are separated by commas, without blanks.',
    ko: '브로커 주소는 localhost:9092처럼 호스트와 포트로 적습니다. 여럿이면 빈칸 없이 쉼표로 잇습니다.',
  },
  {
    id: 'hostUnknown',
    pattern: /Couldn't resolve server (?<server>\S+) from bootstrap\.servers/,
    en: 'Nobody knows the host of {server}. It is misspelt, or stands in the hosts file of another machine. Check the name; on this machine localhost:9092 works.',
    ko: '{server}의 호스트 이름을 아무도 모릅니다. 철자가 틀렸거나 다른 컴퓨터의 hosts 파일에만 있는 이름입니다. 이름을 확인하세요. 이 컴퓨터에서는 localhost:9092로 됩니다.',
    command: 'cat /etc/hosts',
  },
  {
    id: 'noBootstrap',
    pattern:
      /No resolvable bootstrap urls given|Failed to create new KafkaAdminClient|Failed to construct kafka (?:producer|consumer)/,
    en: 'The client could not even begin: none of the addresses in --bootstrap-server can be used. The line above says which and why. Check names and ports.',
    ko: '클라이언트가 시작조차 못 했습니다. --bootstrap-server의 주소 가운데 쓸 수 있는 것이 없습니다. 윗줄에 어느 것이 왜 안 되는지 있습니다. 이름과 포트를 확인하세요.',
    command: 'cat /etc/hosts',
  },
  {
    id: 'bootstrapRefused',
    pattern: /Connection to node -\d+ \((?<address>[^)]+)\) could not be established/,
    en: 'Nobody answers at {address}. The broker is not running, still starting, or listens on another port. The client tries again and again; start the broker, or end the command with Ctrl-C.',
    ko: '{address}에서 아무도 대답하지 않습니다. 브로커가 꺼져 있거나, 아직 시작하는 중이거나, 다른 포트를 듣고 있습니다. 클라이언트는 계속 다시 시도합니다. 브로커를 시작하거나 Ctrl-C로 명령을 끝내세요.',
    command: 'jps',
  },
  {
    id: 'nodeRefused',
    pattern: /Connection to node (?<node>\d+) \((?<address>[^)]+)\) could not be established/,
    en: 'The cluster named {address} as one of its nodes, and nobody answers there. That broker has just stopped, or advertised.listeners names an address that this machine cannot reach. The client tries again until the metadata says otherwise.',
    ko: '클러스터가 {address}{address|을|를} 노드의 주소로 알려 주었지만 거기서 아무도 대답하지 않습니다. 브로커가 방금 멈췄거나, advertised.listeners의 주소를 이 컴퓨터에서 쓸 수 없습니다. 메타데이터가 바뀔 때까지 클라이언트는 다시 시도합니다.',
  },
  {
    id: 'bootstrapLost',
    pattern: /Bootstrap broker (?<server>\S+) .*disconnected/,
    en: 'The connection to {server} broke off before it could be used. The broker is not running, or the port belongs to something else than a broker. The client tries again.',
    ko: '{server}에 대한 연결이 쓰기도 전에 끊어졌습니다. 브로커가 꺼져 있거나, 브로커가 아닌 것의 포트입니다. 클라이언트는 다시 시도합니다.',
  },
  {
    id: 'nobodyToAsk',
    pattern: /Timed out waiting for a node assignment/,
    en: 'For a minute the tool found no broker to ask. None of the addresses in --bootstrap-server answered. Start a broker, or check host and port.',
    ko: '1분 동안 물어볼 브로커를 찾지 못했습니다. --bootstrap-server의 주소 가운데 대답한 곳이 없습니다. 브로커를 시작하거나 호스트와 포트를 확인하세요.',
    command: 'jps',
  },
  {
    id: 'callTimedOut',
    pattern: /Call\(callName=(?<call>\w+),.*timed out/,
    en: 'A broker is there but did not answer {call} in time. Often there is no controller: too few controllers or no ZooKeeper is running. What was asked may still be done later; look before you ask again.',
    ko: '브로커는 있지만 {call}에 제때 대답하지 않았습니다. 컨트롤러가 없는 경우가 많습니다. 컨트롤러가 모자라거나 주키퍼가 꺼져 있습니다. 요청한 일이 나중에 이루어질 수도 있으니 다시 하기 전에 확인하세요.',
  },
  {
    id: 'noBrokersForGroups',
    pattern: /Failed to find brokers to send/,
    en: 'To list groups every broker is asked, and none was found. Start a broker, or check the address in --bootstrap-server.',
    ko: '그룹 목록은 모든 브로커에게 묻는데 브로커를 하나도 찾지 못했습니다. 브로커를 시작하거나 --bootstrap-server의 주소를 확인하세요.',
  },
  {
    id: 'unsupportedVersion',
    pattern: /UnsupportedVersionException/,
    en: 'The tool asks for something that the brokers are too old or too new to understand. Use the tools of the same version as the brokers.',
    ko: '브로커가 너무 옛 버전이거나 새 버전이어서 이해하지 못하는 요청입니다. 브로커와 같은 버전의 도구를 쓰세요.',
    command: 'kafka-broker-api-versions.sh --bootstrap-server localhost:9092',
  },
  {
    id: 'zookeeperTimeout',
    pattern: /ZooKeeperClientTimeoutException|Timed out waiting for connection while in state: CONNECTING/,
    en: 'No ZooKeeper server answered at the address in --zookeeper or zookeeper.connect. Start ZooKeeper before the brokers, or ask the brokers with --bootstrap-server.',
    ko: '--zookeeper나 zookeeper.connect의 주소에서 주키퍼가 대답하지 않았습니다. 브로커보다 먼저 주키퍼를 시작하거나, --bootstrap-server로 브로커에게 물으세요.',
    command: 'zookeeper-server-start.sh -daemon config/zookeeper.properties',
  },
  {
    id: 'zookeeperLost',
    pattern: /KeeperErrorCode = (?:ConnectionLoss|SessionExpired)/,
    en: 'The shell has no connection to ZooKeeper. No server runs at that address, or too few of the ensemble are left to answer.',
    ko: '주키퍼에 연결되어 있지 않습니다. 그 주소에 서버가 없거나, 앙상블에 대답할 만큼의 서버가 남아 있지 않습니다.',
  },
  {
    id: 'zookeeperNoNode',
    pattern: /KeeperErrorCode = NoNode for (?<path>\S+)|Node does not exist/,
    en: 'ZooKeeper keeps nothing at this path. Look which names there are one level up. Paths begin with a slash.',
    ko: '이 경로에는 znode가 없습니다. 한 단계 위에 어떤 이름이 있는지 보세요. 경로는 슬래시로 시작합니다.',
    command: 'zookeeper-shell.sh localhost:2181 ls /',
  },
  {
    id: 'zookeeperNotEmpty',
    pattern: /Node not empty|KeeperErrorCode = Directory not empty/,
    en: 'delete removes only what has nothing below it. deleteall takes a whole branch away; with Kafka’s own paths that breaks the cluster.',
    ko: 'delete는 아래에 아무것도 없는 것만 지웁니다. deleteall은 가지 전체를 지우는데, 카프카의 경로에 쓰면 클러스터가 망가집니다.',
  },
  {
    id: 'hostNotResolved',
    pattern: /Unable to resolve address: (?<host>[^/\s]+)|UnknownHostException: (?:[^:\s]+)/,
    en: 'This machine does not know the host name. It is misspelt, or missing from the hosts file. Check it, or use localhost.',
    ko: '이 컴퓨터가 모르는 호스트 이름입니다. 철자가 틀렸거나 hosts 파일에 없습니다. 확인하거나 localhost를 쓰세요.',
    command: 'cat /etc/hosts',
  },
  {
    id: 'noAuthorizer',
    pattern: /SecurityDisabledException|No Authorizer is configured/,
    en: 'The brokers keep no ACLs, since no authorizer is set: everybody may do everything. Set authorizer.class.name in their properties files and restart them.',
    ko: '권한 검사 클래스를 정하지 않아 브로커에 ACL이 없습니다. 누구나 무엇이든 할 수 있습니다. 설정 파일에 authorizer.class.name을 적고 브로커를 다시 시작하세요.',
  },
  {
    id: 'notAuthorized',
    pattern: /(?:Topic|Group|Cluster|TransactionalId)?AuthorizationException|Not authorized to access/,
    en: 'An authorizer is at work, and this user has no ACL that allows it. Add one, or connect as another user by --command-config.',
    ko: '권한 검사가 켜져 있는데 이 사용자에게 허용하는 ACL이 없습니다. ACL을 추가하거나 --command-config로 다른 사용자로 접속하세요.',
    command: 'kafka-acls.sh --bootstrap-server localhost:9092 --list',
  },
  // Topics and partitions.
  {
    id: 'topicExists',
    pattern: /Topic '?(?<topic>[\w.-]+)'? already exists|Topic with this name already exists/,
    en: 'A topic of this name is there already; nothing was changed. Use it, choose another name, or delete it first. With --if-not-exists this is no error.',
    ko: '같은 이름의 토픽이 이미 있어 아무것도 바꾸지 않았습니다. 그대로 쓰거나, 다른 이름을 쓰거나, 먼저 삭제하세요. --if-not-exists를 붙이면 오류가 아닙니다.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --list',
  },
  {
    id: 'tooFewBrokers',
    pattern:
      /Replication factor: (?:\d+) larger than available brokers: (?:\d+)|target replication factor of (?:\d+) cannot be reached|InvalidReplicationFactor/,
    en: 'Each replica of a partition lies on a broker of its own, and there are not that many brokers. Ask for fewer replicas with --replication-factor, or start more brokers.',
    ko: '파티션의 레플리카는 서로 다른 브로커에 두는데 브로커가 그만큼 없습니다. --replication-factor를 줄이거나 브로커를 더 시작하세요.',
    command: 'kafka-broker-api-versions.sh --bootstrap-server localhost:9092 | grep id:',
  },
  {
    id: 'topicNameInvalid',
    pattern:
      /Topic name .*(?:is illegal|is invalid)|Invalid topics?: \[|INVALID_TOPIC_EXCEPTION|Topic name is invalid|InvalidTopicException/,
    en: 'A topic’s name has only letters, digits, dot, _ and -, and at most 249 of them. Blanks, slashes and letters of other scripts are not allowed.',
    ko: '토픽 이름에는 영문자, 숫자, 점, _, -만 쓰며 249자까지입니다. 빈칸, 슬래시, 한글 등은 쓸 수 없습니다.',
  },
  {
    id: 'partitionsBelowOne',
    pattern:
      /partitions must be greater than 0|Number of partitions (?:must be larger than 0|is below 1|was set to an invalid)/,
    en: 'A topic has at least one partition. Give --partitions a number of 1 or more.',
    ko: '토픽에는 파티션이 하나 이상 있어야 합니다. --partitions에 1 이상을 주세요.',
  },
  {
    id: 'partitionsNotMore',
    pattern:
      /would not be an increase|Topic already has (?:\d+) partitions|Topic currently has (?:\d+) partitions|number of partitions for a topic can only be increased/,
    en: 'Partitions can be added but never taken away, since their records would be lost. Give a larger number, or make a new topic with fewer partitions.',
    ko: '파티션은 늘릴 수만 있습니다. 줄이면 그 안의 레코드를 잃기 때문입니다. 더 큰 수를 주거나, 파티션이 적은 새 토픽을 만드세요.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --describe',
  },
  {
    id: 'topicMissing',
    pattern:
      /[Tt]opic '?(?<topic>[\w.-]+)'? does not exist|No such topic as (?:\S+)|Could not match any topic-partitions/,
    en: 'There is no topic of this name. It is misspelt, was never created, or has been deleted. The list shows the names there are; upper and lower case differ.',
    ko: '그런 이름의 토픽이 없습니다. 철자가 틀렸거나, 만든 적이 없거나, 삭제되었습니다. 목록에서 이름을 확인하세요. 대소문자도 구별합니다.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --list',
  },
  {
    id: 'unknownConfig',
    pattern: /Unknown topic config name: (?<key>\S+)|Unknown (?:dynamic )?config(?:uration)?s?[: ]/,
    en: 'There is no setting of this name, so nothing was changed. It is misspelt, or a setting of brokers and not of topics. --describe --all lists the names.',
    ko: '그런 이름의 설정이 없어 아무것도 바꾸지 않았습니다. 철자가 틀렸거나, 토픽이 아니라 브로커의 설정입니다. --describe --all로 이름을 볼 수 있습니다.',
    command:
      'kafka-configs.sh --bootstrap-server localhost:9092 --describe --all --entity-type topics --entity-name TOPIC',
  },
  {
    id: 'invalidConfigValue',
    pattern: /Invalid value (?<value>.*) for configuration (?<key>[\w.]+)/,
    en: '{key} cannot be {value}; the end of the line says what it may be. Write numbers without units: times in milliseconds, sizes in bytes.',
    ko: '{key}의 값으로 {value}{value|은|는} 쓸 수 없습니다. 무엇이 되는지는 줄 끝에 있습니다. 숫자는 단위 없이, 시간은 밀리초, 크기는 바이트로 적으세요.',
  },
  {
    id: 'nameCollision',
    pattern: /topics with a period \('\.'\) or underscore \('_'\) could collide/,
    en: 'This is no error: the topic was created. In the names of metrics a dot becomes _, so a.b and a_b would look the same there. Use only one of both in your names.',
    ko: '오류가 아니며 토픽은 만들어졌습니다. 지표 이름에서는 점이 _로 바뀌어 a.b와 a_b가 같아 보입니다. 이름에는 둘 가운데 하나만 쓰세요.',
  },
  {
    id: 'deletionDisabled',
    pattern: /Topic deletion is disabled/,
    en: 'The brokers run with delete.topic.enable=false, so topics cannot be deleted. Change it in their properties files and restart them.',
    ko: '브로커가 delete.topic.enable=false로 돌고 있어 토픽을 삭제할 수 없습니다. 설정 파일에서 바꾸고 브로커를 다시 시작하세요.',
  },
  {
    id: 'unknownBroker',
    pattern:
      /Unknown broker id (?:\d+)|do not exist from --broker-list|[Tt]he (?:proposed )?assignment .*brokers? .*not/,
    en: 'No broker with this id is in the cluster. It is a wrong number, or the broker is not running.',
    ko: '그런 ID의 브로커가 클러스터에 없습니다. 번호가 틀렸거나 브로커가 꺼져 있습니다.',
    command: 'kafka-broker-api-versions.sh --bootstrap-server localhost:9092 | grep id:',
  },
  {
    id: 'replicaAssignment',
    pattern:
      /InvalidReplicaAssignment|Replica assignment is invalid|duplicate replica|inconsistent number of replicas/i,
    en: 'The list of brokers cannot be used: a broker stands twice in a partition, is unknown, or partitions differ in their number of replicas. Write each partition as 1:2:3.',
    ko: '브로커 목록을 쓸 수 없습니다. 한 파티션에 같은 브로커가 둘이거나, 모르는 브로커가 있거나, 파티션마다 레플리카 수가 다릅니다. 파티션마다 1:2:3처럼 적으세요.',
  },
  {
    id: 'noReassignment',
    pattern: /NoReassignmentInProgress|No partition reassignment is in progress/,
    en: 'There is no move to stop: it is complete already, or never began.',
    ko: '멈출 이동이 없습니다. 이미 끝났거나 시작한 적이 없습니다.',
  },
  {
    id: 'reassignmentGoesOn',
    pattern: /existing partition assignment|[Rr]eassignment(?: is)? in progress|ReassignmentInProgress/,
    en: 'Other moves are still under way. Wait until --verify says that they are complete, add --additional, or stop them with --cancel.',
    ko: '다른 이동이 아직 진행 중입니다. --verify가 끝났다고 할 때까지 기다리거나, --additional을 붙이거나, --cancel로 멈추세요.',
  },
  {
    id: 'notElected',
    pattern: /replica\(s\) could not be elected|PreferredLeaderNotAvailable|EligibleLeadersNotAvailable/,
    en: 'Some partitions got no new leader. For preferred, the first replica must be alive and in the ISR; for unclean, some replica must be alive. The line above names the reason for each.',
    ko: '새 리더를 뽑지 못한 파티션이 있습니다. preferred는 선호 레플리카가 살아 있고 ISR에 있어야 하며, unclean은 살아 있는 레플리카가 하나는 있어야 합니다. 이유는 윗줄에 있습니다.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --describe',
  },
  {
    id: 'electionNotNeeded',
    pattern: /ElectionNotNeeded|election not needed/i,
    en: 'The leader is already the one that such an election would choose. Nothing had to change.',
    ko: '이미 선출 결과와 같은 레플리카가 리더입니다. 바꿀 것이 없었습니다.',
  },
  {
    id: 'deleteBeyondEnd',
    pattern: /(?:partition: .*error: .*OffsetOutOfRangeException|DeleteRecords request .*OFFSET_OUT_OF_RANGE)/,
    en: 'The file names an offset behind the end of the partition, so nothing was deleted. See how far the partition goes, or write -1 to delete all its records.',
    ko: '파일의 오프셋이 파티션의 끝을 넘어 아무것도 지우지 않았습니다. 끝이 어디인지 확인하거나, 모두 지우려면 -1을 적으세요.',
    command: 'kafka-get-offsets.sh --bootstrap-server localhost:9092',
  },
  {
    id: 'deletePolicy',
    pattern: /PolicyViolationException/,
    en: 'The topic’s settings forbid it. Records can be deleted only where cleanup.policy has delete, so not in a topic that is compacted alone.',
    ko: '토픽의 설정이 허용하지 않습니다. 레코드는 cleanup.policy에 delete가 있어야 지울 수 있어, compact뿐인 토픽에서는 안 됩니다.',
  },
  {
    id: 'transactionNotFound',
    pattern: /Failed to describe transaction state|TransactionalIdNotFoundException/,
    en: 'No producer has used this transactional id, or so long ago that it is forgotten. The list shows which there are.',
    ko: '이 트랜잭션 ID를 쓴 프로듀서가 없거나, 너무 오래되어 잊혔습니다. 목록을 확인하세요.',
    command: 'kafka-transactions.sh --bootstrap-server localhost:9092 list',
  },
  {
    id: 'featureRefused',
    pattern: /Could not (?:upgrade|downgrade|disable) (?<feature>\S+)/,
    en: 'The level of {feature} stays as it is. Some node does not support what was asked, or the step would lose metadata. describe shows what is supported and what is in force.',
    ko: '{feature}의 수준은 그대로입니다. 지원하지 않는 노드가 있거나 메타데이터를 잃게 되는 변경입니다. describe로 지원하는 수준과 적용된 수준을 보세요.',
    command: 'kafka-features.sh --bootstrap-server localhost:9092 describe',
  },
]

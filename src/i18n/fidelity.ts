/**
 * Where the simulator is simpler than Apache Kafka, in both languages side by side, so that neither can fall behind.
 * Loaded with the dialog that shows it.
 */
type Words = Readonly<Record<'en' | 'ko', string>>

export interface Simplification {
  readonly topic: Words
  /** By who keeps the metadata, where it is about one of the eras alone. */
  readonly keptBy?: 'controllers' | 'zookeeper'
  readonly real: Words
  readonly here: Words
}

export const simplifications: readonly Simplification[] = [
  {
    topic: { en: 'Network', ko: '네트워크' },
    real: {
      en: 'TCP connections with buffers, congestion and TLS.',
      ko: '버퍼, 혼잡 제어, TLS가 있는 TCP 연결입니다.',
    },
    here: {
      en: 'Messages between two nodes arrive in order after a latency with a little jitter; links can be cut, slowed and held.',
      ko: '두 노드 사이의 메시지는 약간 흔들리는 지연 뒤에 순서대로 도착합니다. 연결을 끊거나 늦추거나 붙잡아 둘 수 있습니다.',
    },
  },
  {
    topic: { en: 'Listeners and properties files', ko: '리스너와 설정 파일' },
    real: {
      en: 'A broker listens on as many listeners, ports and security protocols as its file names, and server.log has hundreds of lines.',
      ko: '브로커는 파일에 적힌 만큼 여러 리스너, 포트, 보안 프로토콜을 쓰고, server.log에는 수백 줄이 남습니다.',
    },
    here: {
      en: 'One PLAINTEXT listener on a port of its own, and whatever advertised.listeners says of it. Files are refused in the words of the version; server.log has starts, stops and failed starts, without stack traces.',
      ko: '정해진 포트에 PLAINTEXT 리스너 하나가 있고, advertised.listeners는 적힌 대로 알립니다. 잘못된 파일은 그 버전의 오류로 거절합니다. server.log에는 시작, 종료, 시작 실패가 남고 스택 트레이스는 없습니다.',
    },
  },
  {
    topic: { en: 'Time', ko: '시간' },
    real: {
      en: 'Every machine has its own clock, and threads take turns as the system likes.',
      ko: '기계마다 시계가 다르고, 스레드 순서는 운영체제가 정합니다.',
    },
    here: {
      en: 'One simulated clock for all, and a fixed order of events: the same run always goes the same way.',
      ko: '모두가 하나의 시뮬레이션 시계를 쓰고 이벤트 순서가 정해져 있어, 같은 실행은 언제나 똑같이 진행됩니다.',
    },
  },
  {
    topic: { en: 'Processing time', ko: '처리 시간' },
    real: {
      en: 'Requests wait in queues for handler threads and disks.',
      ko: '요청은 처리 스레드와 디스크를 기다리는 대기열에 들어갑니다.',
    },
    here: {
      en: 'A node handles a message at once, unless you slow it down.',
      ko: '일부러 느리게 만들지 않으면 노드는 메시지를 바로 처리합니다.',
    },
  },
  {
    topic: { en: 'Metrics', ko: '지표' },
    real: {
      en: 'Meters fade exponentially over 1, 5 and 15 minutes, client metrics average two samples of 30 s, and nothing is told by a process that does not run.',
      ko: '브로커의 계측기는 1분, 5분, 15분에 걸쳐 지수적으로 옅어지고, 클라이언트 지표는 30초 표본 두 개의 평균입니다. 돌지 않는 프로세스는 아무 값도 내지 않습니다.',
    },
    here: {
      en: 'What is counted and when follows Kafka; drawn are plain averages over one simulated second. Times have no share for handling, sending or disks, times and client rates are noted when the request or its answer comes off the wire, and idle threads, purgatory sizes and disk times are left out. Leader elections are counted by Kafkascope: Kafka 4 has metrics only of unclean ones and of those from eligible leader replicas (ELR).',
      ko: '무엇을 언제 세는지는 카프카를 따르고, 시뮬레이션 시간 1초의 평균을 그대로 그립니다. 시간에는 처리, 전송, 디스크의 몫이 없으며, 시간과 클라이언트의 초당 값은 요청이나 답이 도착할 때 기록합니다. 스레드가 쉬는 비율, 대기소(purgatory) 크기, 디스크 시간은 없습니다. 리더 선출 횟수는 Kafkascope가 셉니다. 카프카 4에는 언클린 선출과 ELR에서 뽑은 선출의 지표만 있습니다.',
    },
  },
  {
    topic: { en: 'Disk', ko: '디스크' },
    real: {
      en: 'Segment files with indexes on a file system; the operating system decides when pages reach the disk.',
      ko: '인덱스를 가진 세그먼트 파일이며, 페이지가 디스크에 기록되는 때는 운영체제가 정합니다.',
    },
    here: {
      en: 'Logs in memory with real byte sizes; segments can be downloaded in Kafka’s own format. A power cut loses what is not on the disk yet.',
      ko: '실제 바이트 크기를 따르는 메모리 속 로그입니다. 세그먼트는 카프카 형식으로 내려받을 수 있고, 전원이 끊기면 아직 디스크에 없는 부분을 잃습니다.',
    },
  },
  {
    topic: { en: 'Disks that fail', ko: '디스크 고장' },
    real: {
      en: 'A broker goes on with the log directories it has left: the controller moves leaders away from the failed one, and the broker halts when none is left, or when the metadata log was there.',
      ko: '브로커는 남은 로그 디렉터리로 계속 일합니다. 컨트롤러는 고장 난 디렉터리에 있던 리더를 옮기고, 남은 것이 없거나 메타데이터 로그가 거기 있었으면 브로커가 멈춥니다.',
    },
    here: {
      en: 'The same, but told at once: a real broker notices with its next read or write, five seconds later at the latest. When it starts again, other disks are in the place of those that failed, formatted and empty: a directory never comes back as it was, and no broker starts with one that is still broken.',
      ko: '같습니다. 다만 고장을 바로 알아챕니다. 실제 브로커는 다음번에 읽거나 쓸 때, 늦어도 5초 뒤에 알아챕니다. 다시 시작하면 고장 난 디스크 대신 포맷된 빈 디스크를 씁니다. 고장 난 디렉터리가 내용을 간직한 채 돌아오거나, 고장 난 채로 브로커가 시작하는 일은 없습니다.',
    },
  },
  {
    topic: { en: 'Page cache', ko: '페이지 캐시' },
    real: {
      en: 'Written pages reach the disk by age and by how much memory is dirty; reads of old data wait for the disk.',
      ko: '쓰인 페이지는 얼마나 오래되었는지와 아직 기록되지 않은 메모리가 얼마나 되는지에 따라 디스크에 기록되고, 오래된 데이터를 읽을 때는 디스크를 기다립니다.',
    },
    here: {
      en: 'A page is written back 30 to 60 simulated seconds after it was written, by age alone. All logs fit into memory unless another program takes it (on a broker): then the pages longest untouched go, and fetches of them wait for one disk that turns, 10 ms an access, 128 kB read ahead. Writes, the log cleaner and start-up never wait for it, and a waiting answer holds up no other connection.',
      ko: '페이지는 나이만 기준으로, 쓰인 뒤 시뮬레이션 시간 30~60초 사이에 기록됩니다. 다른 프로그램이 메모리를 차지하지 않으면(브로커에서 정합니다) 모든 로그가 메모리에 들어갑니다. 차지하면 가장 오래 쓰이지 않은 페이지부터 밀려나고, 그것을 가져오는 요청은 회전하는 디스크 하나를 기다립니다(접근마다 10 ms, 128 kB 미리 읽기). 쓰기, 로그 클리너, 시작은 디스크를 기다리지 않고, 기다리는 응답이 다른 연결을 막지도 않습니다.',
    },
  },
  {
    topic: { en: 'Indexes', ko: '인덱스' },
    real: {
      en: 'Each segment has an offset index and a time index on the disk, written along with the log and checked at start. A broker whose active index holds more than segment.index.bytes now allows does not start (newPosition > limit).',
      ko: '세그먼트마다 오프셋 인덱스와 시간 인덱스가 디스크에 있고, 로그와 함께 기록되며 시작할 때 검사됩니다. 활성 세그먼트의 인덱스가 낮춘 segment.index.bytes보다 크면 브로커가 시작하지 못합니다(newPosition > limit).',
    },
    here: {
      en: 'They are made from the batches when a segment’s files are looked at or downloaded; lookups go to the batches themselves, so an index is never damaged. A broker starts whatever segment.index.bytes says, and closes a segment whose index is larger.',
      ko: '세그먼트 파일을 보거나 내려받을 때 배치에서 만들어집니다. 검색은 배치를 직접 보므로 인덱스가 손상되는 일은 없습니다. segment.index.bytes를 낮추어도 브로커는 시작하고, 인덱스가 그보다 큰 세그먼트는 닫습니다.',
    },
  },
  {
    topic: { en: 'Log recovery', ko: '로그 복구' },
    real: {
      en: 'After an unclean stop segments are read again, as fast as disks and recovery threads allow.',
      ko: '비정상 종료 뒤 세그먼트를 다시 읽으며, 속도는 디스크와 복구 스레드에 달려 있습니다.',
    },
    here: {
      en: 'They are read again at 200 MB a second, whatever the disk and the number of threads.',
      ko: '디스크나 스레드 수와 관계없이 초당 200MB로 다시 읽습니다.',
    },
  },
  {
    topic: { en: 'Compression and security', ko: '압축과 보안' },
    real: {
      en: 'Batches may be compressed; connections may be encrypted and authenticated.',
      ko: '배치를 압축할 수 있고, 연결을 암호화하고 인증할 수 있습니다.',
    },
    here: {
      en: 'gzip, snappy, lz4 and zstd make the very bytes that those of the newer version make, but lz4 and zstd know only their default level. With zstd a batch of more than 128 kB may come out some bytes longer or shorter. The older version has an older zstd, which makes larger batches of text up to 3 % longer than they come out here. Compressing takes no time. Connections are neither encrypted nor authenticated. So there are no users, and ACLs are refused as by a broker that has no authorizer; those in ZooKeeper are not kept, and kafka-acls.sh says so.',
      ko: 'gzip, snappy, lz4, zstd는 새 버전이 만드는 것과 똑같은 바이트를 만듭니다. 다만 lz4와 zstd는 기본 레벨만 지원합니다. zstd는 128kB가 넘는 배치에서 몇 바이트 길거나 짧을 수 있습니다. 옛 버전은 더 오래된 zstd를 써서, 텍스트로 된 큰 배치가 여기보다 최대 3% 더 길게 나옵니다. 압축하는 데 시간은 걸리지 않습니다. 연결은 암호화도 인증도 하지 않습니다. 그래서 사용자가 없고, ACL 명령에는 Authorizer가 없는 브로커처럼 거절로 답합니다. 주키퍼의 ACL은 보관하지 않으며 kafka-acls.sh가 그렇다고 알려 줍니다.',
    },
  },
  {
    topic: { en: 'Quotas and throttles', ko: '할당량과 스로틀' },
    real: {
      en: 'Clients beyond their quota are delayed; replication may be throttled.',
      ko: '할당량을 넘은 클라이언트는 지연되고, 복제 속도를 제한할 수 있습니다.',
    },
    here: {
      en: 'Both hold back as in Kafka, measured over the same windows; so does, where the version has it, the quota of partitions made and deleted (controller_mutation_rate). Quotas of requests’ time and of new connections are kept and told, and limit nothing: here no handler takes time.',
      ko: '둘 다 카프카처럼 같은 시간 창으로 재어 늦춥니다. 파티션을 만들고 지우는 양의 할당량(controller_mutation_rate)도 그 설정이 있는 버전에서는 카프카처럼 제한합니다. 요청 처리 시간과 새 연결의 할당량은 저장되고 조회되지만 아무것도 제한하지 않습니다. 여기서는 요청 처리에 시간이 들지 않기 때문입니다.',
    },
  },
  {
    keptBy: 'controllers',
    topic: { en: 'The controller that clients are told', ko: '클라이언트에 알려지는 컨트롤러' },
    real: {
      en: 'With KRaft, clients cannot reach the controllers; as the controller they are told any live broker.',
      ko: 'KRaft에서는 클라이언트가 컨트롤러에 접속할 수 없어, 살아 있는 브로커 중 아무거나 컨트롤러로 알려 줍니다.',
    },
    here: {
      en: 'They are told the first live broker, always the same one, so that a run can be repeated.',
      ko: '언제나 살아 있는 첫 번째 브로커를 알려 주어, 같은 실행을 되풀이할 수 있습니다.',
    },
  },
  {
    topic: { en: 'Groups', ko: '그룹' },
    real: {
      en: 'Classic groups, the newer consumer protocol (KIP-848), share groups and Streams groups.',
      ko: '클래식 그룹, 새 컨슈머 프로토콜(KIP-848), 공유 그룹, 스트림즈 그룹이 있습니다.',
    },
    here: {
      en: 'The classic protocol whole, with Kafka’s assignors. A consumer that asks for the new protocol (group.protocol=consumer) does not start and says why; share groups and Streams groups are not there yet.',
      ko: '클래식 프로토콜 전체와 카프카의 할당 전략을 지원합니다. 새 프로토콜(group.protocol=consumer)을 요청한 컨슈머는 시작하지 않고 이유를 알려 줍니다. 공유 그룹과 스트림즈 그룹은 아직 없습니다.',
    },
  },
  {
    keptBy: 'controllers',
    topic: { en: 'Transactions', ko: '트랜잭션' },
    real: {
      en: 'Transactional producers, their coordinator, markers and read_committed readers.',
      ko: '트랜잭션 프로듀서와 코디네이터, 마커, read_committed 컨슈머가 있습니다.',
    },
    here: {
      en: 'All of that by the protocol of Kafka 4 (KIP-890): epochs at each end, leaders that ask the coordinator, the index of aborted transactions, offsets in transactions, timeouts. The cleaner drops aborted records and markers as Kafka’s does. Two-phase commit (KIP-939) is not there.',
      ko: '카프카 4의 프로토콜(KIP-890)대로 모두 지원합니다. 트랜잭션이 끝날 때마다 바뀌는 에포크, 코디네이터에 먼저 묻는 리더, 중단된 트랜잭션의 인덱스, 트랜잭션 안의 오프셋 커밋, 타임아웃이 있습니다. 클리너는 카프카처럼 중단된 레코드와 마커를 지웁니다. 2단계 커밋(KIP-939)은 없습니다.',
    },
  },
  {
    keptBy: 'controllers',
    topic: { en: 'Controllers', ko: '컨트롤러' },
    real: {
      en: 'Appends wait up to 25 ms for company, an fsync takes time, and snapshots are taken by size and age.',
      ko: '쓰기(append)는 최대 25ms 동안 모였다가 기록되고, fsync에 시간이 걸리며, 스냅숏은 크기와 시간에 따라 만들어집니다.',
    },
    here: {
      en: 'A real Raft quorum with pre-vote, without that linger; an fsync takes no time, a snapshot comes in one response and is taken by the number of records.',
      ko: '사전 투표가 있는 실제 Raft 쿼럼이지만 그 대기가 없고 fsync에 시간이 걸리지 않습니다. 스냅숏은 레코드 수에 따라 만들어져 한 번에 전달됩니다.',
    },
  },
  {
    keptBy: 'zookeeper',
    topic: { en: 'Transactions', ko: '트랜잭션' },
    real: {
      en: 'Transactional producers, their coordinator, markers and read_committed readers.',
      ko: '트랜잭션 프로듀서와 코디네이터, 마커, read_committed 컨슈머가 있습니다.',
    },
    here: {
      en: 'All of that by the protocol before KIP-890: a producer adds partitions by itself and keeps its epoch, so that a late marker can hang a transaction as it can there.',
      ko: 'KIP-890 이전의 프로토콜대로 모두 지원합니다. 프로듀서가 파티션을 직접 추가하고 에포크를 유지하므로, 실제처럼 트랜잭션이 끝나지 않고 매달릴 수 있습니다.',
    },
  },
  {
    keptBy: 'zookeeper',
    topic: { en: 'ZooKeeper', ko: '주키퍼' },
    real: {
      en: 'An ensemble that elects a leader and agrees by Zab, with snapshots and logs on disk, access lists, observers and containers.',
      ko: '리더를 뽑고 Zab 프로토콜로 합의하는 앙상블입니다. 디스크의 스냅숏과 로그, 접근 목록(ACL), 옵서버, 컨테이너 노드가 있습니다.',
    },
    here: {
      en: 'Elections, quorum, sessions, ephemeral and sequential znodes, versioned writes, and watches that fire once. Every znode is open to all; observers, containers and znodes with a lifetime are not there, and a snapshot comes in one piece.',
      ko: '리더 선출, 쿼럼, 세션, 임시(ephemeral) 노드와 순번(sequential) 노드, 버전을 확인하는 쓰기, 한 번만 울리는 감시(watch)가 있습니다. 모든 노드가 누구에게나 열려 있고, 옵서버와 컨테이너 노드, 수명이 있는 노드는 없으며, 스냅숏은 한 번에 전달됩니다.',
    },
  },
  {
    keptBy: 'zookeeper',
    topic: { en: 'The controller among the brokers', ko: '브로커가 맡는 컨트롤러' },
    real: {
      en: 'The broker that created /controller decides, one event after another on a thread of its own, and pushes its decisions to the brokers.',
      ko: '/controller 노드를 먼저 만든 브로커가 컨트롤러가 됩니다. 전용 스레드에서 이벤트를 하나씩 처리하고, 결정을 브로커에 밀어 보냅니다.',
    },
    here: {
      en: 'Its events, state machines, failover and pushes are Kafka’s. An event takes only as long as the answers it waits for; what it had begun to put together when it was broken off is forgotten, where a real controller sends it with its next event. A leader whose new ISR waits for ZooKeeper goes on serving that partition, which a real one locks meanwhile. Delegation tokens and brokers of mixed versions are not there.',
      ko: '이벤트와 상태 기계, 장애 조치, 밀어 보내는 요청은 카프카와 같습니다. 이벤트를 처리하는 데에는 답을 기다리는 시간만 걸립니다. 중간에 그만둔 이벤트가 만들던 요청은 버려지는데, 실제 컨트롤러는 다음 이벤트의 요청과 함께 보냅니다. 주키퍼에 새 ISR을 쓰며 기다리는 리더는 그 파티션의 요청을 계속 처리하지만, 실제 리더는 그동안 그 파티션을 잠급니다. 위임 토큰과 버전이 섞인 브로커는 없습니다.',
    },
  },
  {
    topic: { en: 'Group coordinator', ko: '그룹 코디네이터' },
    real: {
      en: 'Loading __consumer_offsets takes as long as the disk and the number of records make it, and writes that come together are batched.',
      ko: '__consumer_offsets를 읽어 들이는 시간은 디스크와 레코드 수에 달려 있고, 함께 온 쓰기는 하나로 묶입니다.',
    },
    here: {
      en: 'It is loaded at 200 MB a second, whatever the disk; each write is appended at once, on its own.',
      ko: '디스크와 관계없이 초당 200MB로 읽어 들이고, 쓰기는 묶지 않고 하나씩 바로 기록합니다.',
    },
  },
  {
    topic: { en: 'Booting', ko: '클러스터 시작' },
    real: {
      en: 'Starting a virtual machine and a broker takes many seconds.',
      ko: 'JVM과 브로커를 시작하는 데 여러 초가 걸립니다.',
    },
    here: {
      en: 'A broker process starts at once and registers as soon as a controller takes it; one that was stopped a moment ago is refused until its old session is over. A command line tool takes one simulated second to start.',
      ko: '브로커 프로세스는 바로 시작해 컨트롤러가 받아들이는 즉시 등록합니다. 방금 종료한 브로커는 이전 세션이 끝날 때까지 거절됩니다. 명령줄 도구는 시작하는 데 시뮬레이션 시간으로 1초가 걸립니다.',
    },
  },
  {
    topic: { en: 'Command line', ko: '명령줄' },
    real: {
      en: 'A whole bash; every tool that Kafka ships.',
      ko: '온전한 bash와 카프카의 모든 도구가 있습니다.',
    },
    here: {
      en: 'Most of what scripts need: pipes, redirections, here-documents, variables, conditions, loops, functions, command substitution, process substitution, arrays, trap, alias, and background jobs and stopped ones, with the usual text tools (grep, sed, awk, sort, cut, find, xargs, …). select, coproc and shopt are among what is missing, of jq 1.6 what reads the environment, streams, substitutes (sub, gsub) or calculates dates, editors (vi, nano) have a text field with their commonest keys and buttons, pagers (less, more) show a text as it was when they were called, with their commonest keys, of find its tests of times and owners and -printf, and of what awk can do: pipes, getline, random numbers, sines and logarithms. What installs, downloads or reaches other machines (yum, apt, wget, tar, ssh, docker, kubectl, systemctl) acts on the servers of the run and says that it does; ps and df show a machine that nobody else uses. A tool of Kafka that is not there yet says so.',
      ko: '스크립트에 필요한 것은 대부분 됩니다. 파이프, 리다이렉션, here-document, 변수, 조건문, 반복문, 함수, 명령 치환과 프로세스 치환, 배열, trap, alias, 백그라운드 작업과 멈춘 작업, 흔히 쓰는 텍스트 도구(grep, sed, awk, sort, cut, find, xargs 등)가 있습니다. select, coproc, shopt 등은 없고, jq 1.6에는 환경 변수, 스트림, 치환(sub, gsub), 날짜 계산이 없으며, 편집기(vi, nano)에는 자주 쓰는 키와 버튼만 있으며, less와 more는 부른 때의 글을 자주 쓰는 키로 넘겨 보여 주며, find로 시각이나 소유자를 따지거나 -printf를 쓸 수 없으며, awk 안에서는 파이프, getline, 난수, 삼각함수와 로그를 쓸 수 없습니다. 설치하거나 내려받거나 다른 서버에 접속하는 명령(yum, apt, wget, tar, ssh, docker, kubectl, systemctl)은 이 실행의 서버에 작용하고 그렇다고 알려 주며, ps와 df가 보여 주는 것은 혼자 쓰는 컴퓨터의 값입니다. 아직 없는 카프카 도구는 없다고 알려 줍니다.',
    },
  },
  {
    topic: { en: 'Lost records', ko: '유실된 레코드' },
    real: {
      en: 'Nobody counts what a cluster has lost.',
      ko: '클러스터가 무엇을 잃었는지 세어 주는 것은 없습니다.',
    },
    here: {
      en: 'The counter compares what a leader acknowledged with what the present leader holds. It is an observer’s note; no broker acts on it.',
      ko: '카운터는 리더가 확인 응답한 것과 지금의 리더가 가진 것을 비교합니다. 관찰자의 기록이며 어떤 브로커도 이 값에 따라 움직이지 않습니다.',
    },
  },
]

/**
 * Where the simulator is simpler than Apache Kafka, in both languages side by side, so that neither can fall behind.
 * Loaded with the dialog that shows it.
 */
type Words = Readonly<Record<'en' | 'ko', string>>

export interface Simplification {
  readonly topic: Words
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
    topic: { en: 'Disk', ko: '디스크' },
    real: {
      en: 'Segment files with indexes on a file system; the operating system decides when pages reach the disk.',
      ko: '인덱스를 가진 세그먼트 파일이며, 페이지가 디스크에 기록되는 때는 운영체제가 정합니다.',
    },
    here: {
      en: 'Logs in memory with real byte sizes; segments can be downloaded in Kafka’s own format. A power cut loses what was not flushed.',
      ko: '실제 바이트 크기를 따르는 메모리 속 로그입니다. 세그먼트는 카프카 형식으로 내려받을 수 있고, 전원이 꺼지면 기록되지 않은 부분을 잃습니다.',
    },
  },
  {
    topic: { en: 'Compression and security', ko: '압축과 보안' },
    real: {
      en: 'Batches may be compressed; connections may be encrypted and authenticated.',
      ko: '배치를 압축할 수 있고, 연결을 암호화하고 인증할 수 있습니다.',
    },
    here: { en: 'Not simulated yet.', ko: '아직 시뮬레이션하지 않습니다.' },
  },
  {
    topic: { en: 'Groups', ko: '그룹' },
    real: {
      en: 'Classic groups, the newer consumer protocol (KIP-848), share groups and Streams groups.',
      ko: '클래식 그룹, 새 컨슈머 프로토콜(KIP-848), 공유 그룹, 스트림즈 그룹이 있습니다.',
    },
    here: {
      en: 'The classic protocol whole, with the range and cooperative sticky assignors. The others will follow.',
      ko: '클래식 프로토콜 전체와 range, cooperative-sticky 할당 전략을 지원합니다. 나머지는 이어서 추가됩니다.',
    },
  },
]

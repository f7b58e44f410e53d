/**
 * What the outputs of real clusters are about with which the engine is compared, and what is missing for those that cannot
 * be played yet, in both languages side by side. By the names that `conformance/agreement.json` has for them.
 */
type Words = Readonly<Record<'en' | 'ko', string>>

/** In the order in which they are shown. A name stands for all that begin so. */
export const comparedParts: Readonly<Record<string, Words>> = {
  admin: { en: 'Administration in a terminal', ko: '터미널에서 하는 관리' },
  data: { en: 'Producing and consuming in a terminal', ko: '터미널에서 하는 생산과 소비' },
  clients: { en: 'Java clients, faults, files on disk', ko: 'Java 클라이언트, 장애, 디스크의 파일' },
  'group-states': { en: 'Answers of a group’s coordinator', ko: '그룹 코디네이터의 응답' },
  assignors: { en: 'Assignment of partitions to members', ko: '멤버에게 파티션 할당' },
  placement: { en: 'Placement of replicas on brokers', ko: '브로커에 레플리카 배치' },
  murmur2: { en: 'Key to partition (murmur2)', ko: '키로 파티션 고르기(murmur2)' },
  'coordinator-partition': { en: 'Group id to coordinator', ko: '그룹 id로 코디네이터 찾기' },
  'message-sizes': { en: 'Bytes of requests and responses', ko: '요청과 응답의 바이트 수' },
  options: { en: 'Options of the tools', ko: '도구의 옵션' },
  connect: { en: 'Kafka Connect', ko: '카프카 커넥트' },
  streams: { en: 'Kafka Streams', ko: '카프카 스트림즈' },
  ksql: { en: 'ksqlDB', ko: 'ksqlDB' },
}

/** Names of programs stand for themselves. */
export const missingThings: Readonly<Record<string, Words>> = {
  'Kafka Connect': { en: 'Kafka Connect', ko: '카프카 커넥트' },
  'Kafka Streams': { en: 'Kafka Streams', ko: '카프카 스트림즈' },
  'consumer protocol': { en: 'groups of the new protocol (KIP-848)', ko: '새 프로토콜의 그룹(KIP-848)' },
  'share groups': { en: 'share groups', ko: '공유 그룹' },
  'brokers that ask ZooKeeper': { en: 'brokers that ask ZooKeeper', ko: '주키퍼에 묻는 브로커' },
  'a signal to one program': { en: 'a signal to one program', ko: '프로그램 하나에 보내는 시그널' },
  'table connect-rebalance': { en: 'Kafka Connect', ko: '카프카 커넥트' },
  'table ksql': { en: 'ksqlDB', ko: 'ksqlDB' },
  'table streams': { en: 'Kafka Streams', ko: '카프카 스트림즈' },
}

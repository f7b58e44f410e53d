/**
 * One word for one thing. Each row is a word or a mixture that the texts do not use, and what they say instead: what a
 * reader has learned under one name must not come back under another.
 */
import { expect, test } from 'vitest'
import { brokerNode } from '../kafka/common/addresses.ts'
import { ERROR_NUMBERS } from '../kafka/common/errors.ts'
import { FAILURES } from '../scenarios/failures/registry.ts'
import { emptyCluster } from '../scenarios/index.ts'
import { KAFKA_2_5 } from '../testing/ahead/kafka-2.5.ts'
import { ERROR_ROWS } from './error-words.ts'
import { simplifications } from './fidelity.ts'
import { format } from './index.ts'
import { messages as englishCore } from './messages/en/index.ts'
import { messages as englishMore } from './messages/en/more.ts'
import { messages as koreanCore } from './messages/ko/index.ts'
import { messages as koreanMore } from './messages/ko/more.ts'
import { KOREAN_WORDS } from './option-words.ts'

type Avoided = readonly (readonly [pattern: RegExp, instead: string, example: string])[]

const KOREAN: Avoided = [
  [/브로커 ?\{\w+\}(?!대)|\}번 브로커/, '노드의 이름: broker-{id}', '브로커 {id}번이 리더가 됩니다'],
  [/컨트롤러 ?\{/, '노드의 이름: controller-{id}', '컨트롤러 {id}'],
  [
    /\{\w+\} (?:서버|브로커|컨트롤러|컨슈머|프로듀서|프로세스|프로그램|앱|노드)(?![가-힣]{2})/,
    '이름과 조사만: {name}{name|이|가}',
    '{broker} 서버가',
  ],
  [/\} ?쪽/, '이름과 조사만: {name}{name|이|가}', '{nodes} 쪽에서'],
  [/우선 (?:리더|레플리카)/, '선호 리더, 선호 레플리카', '우선 리더 선출'],
  [/비정상 ?\(?unclean|비정상 선출/, '언클린 리더 선출', '비정상(unclean) 선출'],
  [/전원 (?:차단|꺼짐)|전원이 꺼/, '전원 끊김', '전원이 꺼지면'],
  [/확인받|(?<!확인 )응답까지 했/, '확인 응답', '확인받은 레코드'],
  [/복제본|리플리카/, '레플리카', '복제본 셋'],
  [/ZooKeeper(?!Client)/, '주키퍼', 'ZooKeeper에 등록됨'],
  [/리밸런싱/, '리밸런스', '리밸런싱 중'],
  [/생산자|소비자|게시자|구독자/, '프로듀서, 컨슈머', '소비자'],
  [/사건/, '이벤트', '다음 사건'],
  [/페치/, '가져오기(fetch)', '페치 요청'],
  [/(?:프로듀서|컨슈머) (?:\d|\{\w+\})대/, '개', '컨슈머 {members}대'],
  [/(?<!\S)Kafka(?!scope| 4\.x)/, '카프카', '실제 Kafka에서는'],
  [/지문입니다|같은 시작 \{/, '무엇에 쓰는지 말한다', '상태의 지문입니다'],
  [/\d+번 (?:다시 )?시도했습니다/, '지금까지 {count}번', '10번 다시 시도했습니다'],
]

const ENGLISH: Avoided = [
  [/\bbrokers? \{/i, 'the name of the node: broker-{id}', 'broker {id} leads'],
  [/\bcontroller \{/i, 'the name of the node: controller-{id}', 'controller {id}'],
  [/in good order/, 'cleanly', 'stops in good order'],
  [/\bstretch\b/i, 'the time shown', 'Stretch'],
  [/\btake(?:n)? back\b/i, 'undo, undone', 'Taken back'],
  [/\bhappening[s]?\b(?! to)/i, 'event', 'Kind of happening'],
  [/\bto be seen\b/, 'scene', 'Back to what was to be seen before'],
  [/kept here/, 'say what is known', 'Nothing has happened to it that is kept here.'],
  [/Tried again/, 'keeps retrying', 'Tried again 2 times so far, by x'],
  [/\bunflushed\b|\bflushed\b/, 'on its disk', 'what was not flushed'],
]

const korean = { ...koreanCore, ...koreanMore }
const english = { ...englishCore, ...englishMore }

test.each([
  ['Korean', KOREAN, korean, 'ko'],
  ['English', ENGLISH, english, 'en'],
] as const)('%s says one word for one thing', (_, avoided, messages, language) => {
  const texts: readonly (readonly [string, string])[] = [
    ...Object.entries(messages),
    ...ERROR_ROWS.map((row) => [`error: ${row.id}`, row[language]] as const),
    ...Object.entries(KOREAN_WORDS).map(([said, words]) => ['of tools', language === 'ko' ? words : said] as const),
    ...simplifications.flatMap(({ topic, real, here }) =>
      [topic, real, here].map((words) => [`fidelity: ${topic.en}`, words[language]] as const),
    ),
  ]
  for (const [pattern, instead, example] of avoided) {
    expect(example, 'a rule that finds nothing holds nothing').toMatch(pattern)
    expect(
      texts.filter(([key, text]) => pattern.test(text) && !EXEMPT.has(`${key} ${instead}`)),
      `say: ${instead}`,
    ).toEqual([])
  }
})

/** The name of the live region of captions is a sentence, no name of an event. */
const EXEMPT: ReadonlySet<string> = new Set(['caption.label event'])

/** What Kafka, a shell or a keyboard calls so, and no Korean word is usual for. */
const LATIN: ReadonlySet<string> = new Set(
  `ack acks broker controller CSV NDJSON JSON QR Ctrl C Enter Esc Tab ID L F ISR HW LEO LSO ELR RF KRaft Raft Kafka
  Kafkascope Fetch fetch poll position purgatory send null stable kill orders ms s x on off step back event speed start
  create topic retries config help replication-factor ZooKeeper znode zxid watch abort COMMIT ABORT commitTransaction
  abortTransaction Empty Ongoing
  PrepareCommit PrepareAbort CompleteCommit CompleteAbort Dead PrepareEpochFence ZIP UTC CRC-32C VIP CEL murmur2 hash x7fffffff
  KAFKA-9965 AsciiDoc SQL UTF-8 EUC-KR CP949 vi nano i dd u w q wq y n O X K U W Z
  less tail f b j k g G N p`.split(/\s+/),
)

/** The words of a failure story name what stands in its cluster, and what is sent there. */
const IN_STORIES: ReadonlySet<string> = new Set([
  ...Object.values(FAILURES).flatMap(
    ({ cluster, before }) => JSON.stringify([cluster(emptyCluster()), before]).match(/[\w-]+/g) ?? [],
  ),
  ...emptyCluster().brokers.map(({ id }) => brokerNode(id)),
  // Which their steps bring, and how groups are called.
  'consumer-4',
  'oders',
  'latest',
  'eager',
  'cooperative',
])

test('there is no English inside Korean but names: of Kafka’s things, of settings, of commands, of errors', () => {
  const foreign = Object.entries(korean).flatMap(([key, text]) => {
    const words = text.replace(/\{[^{}]*\}/g, ' ').match(/[A-Za-z][\w.=-]*/g) ?? []
    return words
      .filter((word) => !key.startsWith('failure.') || !IN_STORIES.has(word))
      .filter((word) => !LATIN.has(word.replace(/-$/, '')) && !/[._=]|^kafka-|^Ctrl-|Exception$/.test(word))
      .map((word) => `${key}: ${word}`)
  })
  expect(foreign).toEqual([])
})

test('every error that is put into words is one of Kafka’s, or an exception of its clients', () => {
  const named = Object.keys(english).flatMap((key) => /^error\.([A-Z]\w+)$/.exec(key)?.[1] ?? [])
  expect(named.length).toBeGreaterThan(20)
  // What an earlier version calls otherwise has words under either name.
  const earlier = Object.values(KAFKA_2_5.errors).flatMap(({ name }) => name ?? [])
  const known = [...Object.keys(ERROR_NUMBERS), ...earlier]
  expect(named.filter((name) => !known.includes(name) && !name.endsWith('Exception'))).toEqual([])
})

test.each([
  ['broker-2', '가'],
  ['broker-3', '이'],
  ['broker-1', '이'],
  ['broker-1, broker-4', '가'],
  ['order-service', '가'],
  ['hello-group', '이'],
  ['admin', '이'],
  ['orders', '가'],
  ['한국', '이'],
  ['broker-1, broker-2, broker-3 외 2개', '가'],
])('after %s stands the particle %s', (name, particle) => {
  expect(format('{name}{name|이|가}', { name })).toBe(name + particle)
})

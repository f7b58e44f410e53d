/**
 * What the engine says in its own voice. A run is the same whatever language its reader speaks, so it is said in English
 * there; a Korean page says it in Korean where it is shown. What Kafka and the shell print is theirs and stays.
 */
import { currentLanguage } from './index.ts'

/** English as the engine has it, `{…}` for what differs, and the same in Korean. */
const SAYINGS: readonly (readonly [string, string])[] = [
  // Marked lines of a tool's standard error, behind `simulator: `.
  [
    'no effect here, though real Kafka would act on it: {names}',
    '실제 카프카에서는 작동하지만 여기서는 효과가 없습니다: {names}',
  ],
  ['not simulated: a path behind the addresses, {path}', '주소 뒤의 경로는 시뮬레이션하지 않습니다: {path}'],
  [
    'not simulated: records that were compressed or damaged, in a file of your own',
    '시뮬레이션하지 않습니다: 직접 만든 파일에 든, 압축되었거나 손상된 레코드',
  ],
  [
    'not simulated: batches of a message format before version 2',
    '시뮬레이션하지 않습니다: 버전 2 이전 메시지 형식의 배치',
  ],
  [
    'ACLs in ZooKeeper are not simulated: no broker here has an authorizer to heed them',
    '주키퍼에 두는 ACL은 시뮬레이션하지 않습니다. 여기서는 이를 지킬 authorizer가 어느 브로커에도 없습니다',
  ],
  ['the letter {letter} of --date-format is not simulated', '--date-format의 글자 {letter}: 시뮬레이션하지 않습니다'],
  ['not simulated: {options}', '시뮬레이션하지 않습니다: {options}'],
  [
    'security.protocol={value} is not simulated: every listener here is PLAINTEXT.',
    'security.protocol={value}: 시뮬레이션하지 않습니다. 여기서는 모든 리스너가 PLAINTEXT입니다.',
  ],
  [
    '{value} is not simulated: a setting is given as its value here.',
    '{value}: 시뮬레이션하지 않습니다. 여기서는 설정에 값을 직접 적습니다.',
  ],
  [
    'group.protocol={value} is not simulated yet. Leave it out to join the group by the classic protocol.',
    'group.protocol={value}: 아직 시뮬레이션하지 않습니다. 빼면 클래식 프로토콜로 그룹에 참여합니다.',
  ],
  // Tools and the shell, where something is missing.
  [
    'Nothing to do: this workstation has Java and Kafka {version}, in /tmp/kafka.',
    '할 일이 없습니다. 이 컴퓨터에는 Java와 카프카 {version}이 이미 있습니다(/tmp/kafka).',
  ],
  [
    'Nothing can be fetched from {url}: there is no network here.',
    '{url}: 여기에는 네트워크가 없어 아무것도 받을 수 없습니다.',
  ],
  [
    'Packages are not installed here. What this workstation has is in place.',
    '여기서는 패키지를 설치하지 않습니다. 이 컴퓨터에 있는 것은 이미 갖춰져 있습니다.',
  ],
  [
    '{file} counts as fetched: Java and Kafka {version} are in place, in /tmp/kafka.',
    '{file}: 받은 것으로 칩니다. Java와 카프카 {version}이 이미 /tmp/kafka에 있습니다.',
  ],
  [
    '{folder} leads to /tmp/kafka, where Kafka {version} lies.',
    '{folder}: 카프카 {version}이 있는 /tmp/kafka로 이어집니다.',
  ],
  [
    'What is said on a connection is not simulated; nc -z tells whether somebody listens.',
    '연결에서 주고받는 내용은 시뮬레이션하지 않습니다. 누가 포트를 열고 있는지는 nc -z로 알 수 있습니다.',
  ],
  ['{name} is this same workstation, and runs this here.', '{name}: 사실은 이 컴퓨터이므로 여기서 실행합니다.'],
  ['{host} is this same workstation. exit comes back.', '{host}: 사실은 이 컴퓨터입니다. exit로 돌아옵니다.'],
  ['Containers here are the servers of this run: {names}', '여기서 컨테이너는 이 실행의 서버들입니다: {names}'],
  [
    'No containers here, but the servers of this run: {names}',
    '여기에는 컨테이너가 없고 이 실행의 서버들이 있습니다: {names}',
  ],
  ['{unit}.service stands for {names}.', '{unit}.service는 {names}을(를) 뜻합니다.'],
  [
    "{editor} opens no screen here: cat > {file} <<'EOF' writes a file, sed -i changes one.",
    "{editor}: 여기서는 편집 화면을 열지 않습니다. 파일은 cat > {file} <<'EOF'로 쓰고 sed -i로 고칠 수 있습니다.",
  ],
  ['kcat: -X dump is not modelled here.', 'kcat: -X dump는 이 시뮬레이터에 없습니다.'],
  ['kcat: option -{letter} is not modelled here.', 'kcat: -{letter} 옵션은 이 시뮬레이터에 없습니다.'],
  ['kcat: here -X list lists names alone.', 'kcat: 여기서 -X list는 이름만 보여 줍니다.'],
  [
    'kcat: security.protocol other than plaintext is not modelled here.',
    'kcat: plaintext가 아닌 security.protocol은 이 시뮬레이터에 없습니다.',
  ],
  ['kcat: transactions of kcat are not modelled here.', 'kcat: kcat의 트랜잭션은 이 시뮬레이터에 없습니다.'],
  [
    'kcat reads blocks of 1024 bytes: what is typed goes out at Ctrl-D.',
    'kcat은 1024바이트씩 읽습니다. 입력한 줄은 Ctrl-D를 눌러야 전송됩니다.',
  ],
  [
    'Memory, processor time and load are not simulated: 0 stands for them.',
    '메모리, CPU 시간, 부하는 시뮬레이션하지 않아 0으로 표시합니다.',
  ],
  [
    'top goes on until Ctrl-C here. Memory, processor time and load are not simulated: 0 stands for them.',
    '여기서 top은 Ctrl-C를 누를 때까지 계속됩니다. 메모리, CPU 시간, 부하는 시뮬레이션하지 않아 0으로 표시합니다.',
  ],
  [
    'lsof shows listening ports alone here: lsof -i :9092 asks who has one.',
    '여기서 lsof는 열려 있는 포트만 보여 줍니다. 누가 열었는지는 lsof -i :9092로 물을 수 있습니다.',
  ],
  [
    'man {name}: these are the simulator’s own words, not the manual itself.',
    'man {name}: 실제 매뉴얼이 아니라 이 시뮬레이터가 직접 쓴 설명입니다.',
  ],
  ['split: here no more than {count} files are made.', 'split: 여기서는 파일을 {count}개까지만 만듭니다.'],
  ['jq needs a filter: jq . prints what it reads.', 'jq에는 필터가 필요합니다. jq . 는 읽은 것을 그대로 보여 줍니다.'],
  ['jq cannot read this filter at: {rest}', 'jq가 읽지 못하는 필터입니다. 여기부터: {rest}'],
  ['jq: a regular expression that is not modelled here.', 'jq: 이 시뮬레이터가 다루지 않는 정규 표현식입니다.'],
  ['jq: stopped after two million steps of one filter.', 'jq: 필터 하나가 이백만 단계를 넘어 멈췄습니다.'],
  ['jq: {name} is not modelled here.', 'jq: {name} – 이 시뮬레이터에 없는 기능입니다.'],
  ['{editor} opens the file that is named behind it: {line}', '{editor}: 열 파일의 이름을 뒤에 적으세요. 예: {line}'],
  [
    '{editor} opens one file at a time here, not {count}.',
    '{editor}: 여기서는 파일을 한 번에 하나만 엽니다({count}개가 아니라).',
  ],
  ['{name} is a directory: ls {path} lists it.', '{name}: 디렉터리입니다. ls {path}로 안을 볼 수 있습니다.'],
  ['{name} is no text that is written out here.', '{name}: 여기서는 내용을 만들어 두지 않은 파일입니다.'],
  [
    '{name} is no text: xxd {path} shows its bytes, and kafka-dump-log.sh what a log of Kafka holds.',
    '{name}: 텍스트가 아닙니다. 바이트는 xxd {path}로, 카프카 로그의 내용은 kafka-dump-log.sh로 볼 수 있습니다.',
  ],
  [
    '{name} is too long for this editor: less {path} shows it.',
    '{name}: 이 편집기로 열기에는 너무 깁니다. less {path}로 볼 수 있습니다.',
  ],
  [
    'More is not shown here: grep finds it, and tail has the end.',
    '나머지는 여기에 보여 주지 않습니다. grep으로 찾고 tail로 끝을 볼 수 있습니다.',
  ],
  ['Did you mean {name}?', '{name}을(를) 쓰려던 것인가요?'],
  [
    '{tool}: this simulator does not have this tool of Kafka yet.',
    '{tool}: 이 시뮬레이터에는 아직 없는 카프카 도구입니다.',
  ],
  [
    'no ZooKeeper server of this run has clientPort {port}; there are: {ports}',
    '이 실행에는 clientPort가 {port}인 주키퍼 서버가 없습니다. 있는 포트: {ports}',
  ],
  [
    'Kafka is not on this machine yet: fetch its archive with wget, and unpack it with tar.',
    '이 컴퓨터에는 아직 카프카가 없습니다. wget으로 압축 파일을 받아 tar로 푸세요.',
  ],
  [
    'Kafka lies in {folder}: go there first, with cd {again}',
    '카프카는 {folder}에 있습니다. 먼저 cd {again}로 이동하세요',
  ],
  [
    'Java is installed. There is no network here, so nothing was fetched for it.',
    'Java를 설치했습니다. 여기에는 네트워크가 없어 실제로 내려받지는 않았습니다.',
  ],
  ['{file} counts as fetched: there is no network here.', '{file}: 받은 것으로 칩니다. 여기에는 네트워크가 없습니다.'],
  [
    'What this machine has is Kafka {version}: it lies in {folder} now.',
    '이 컴퓨터에 있는 것은 카프카 {version}입니다. 이제 {folder}에 있습니다.',
  ],
  [
    'Controller and broker are two processes here: format config/controller.properties with --standalone, and this file without it.',
    '여기서는 컨트롤러와 브로커가 서로 다른 프로세스입니다. config/controller.properties는 --standalone을 붙여, 이 파일은 붙이지 않고 포맷하세요.',
  ],
  [
    '{server} runs in this terminal: go on in another one. Ctrl-C ends it.',
    '{server}: 이 터미널에서 실행됩니다. 다음 명령은 다른 터미널에서 입력하세요. Ctrl-C를 누르면 종료됩니다.',
  ],
  ['{where}: this simulator does not write this file out', '{where}: 이 시뮬레이터가 내용을 만들지 않는 파일입니다'],
  ['{where}: this simulator does not model this', '{where}: 이 시뮬레이터가 다루지 않습니다'],
  ['{where}: this simulator does not model this option', '{where}: 이 시뮬레이터가 다루지 않는 옵션입니다'],
  ['{where}: this simulator does not model this command', '{where}: 이 시뮬레이터가 다루지 않는 명령입니다'],
  ['{where}: this simulator does not set its clock', '{where}: 이 시뮬레이터의 시계는 맞출 수 없습니다'],
  ['{where}: this simulator does not read such dates', '{where}: 이 시뮬레이터가 읽지 못하는 날짜 형식입니다'],
  ['cannot use the expression {expression}', '쓸 수 없는 정규식입니다: {expression}'],
  ['{where}: this simulator does not model this signal', '{where}: 이 시뮬레이터가 다루지 않는 시그널입니다'],
  ['{where}: this simulator does not model this flag', '{where}: 이 시뮬레이터가 다루지 않는 플래그입니다'],
  [
    '{where}: this simulator does not model the order ‘{order}’',
    '{where}: 이 시뮬레이터가 다루지 않는 정렬 순서입니다: ‘{order}’',
  ],
  [
    '{where}: this simulator does not follow standard input',
    '{where}: 이 시뮬레이터는 표준 입력을 따라가며 보여 주지 않습니다',
  ],
  [
    '{program}: still closing; ended by the simulator at the second Ctrl-C',
    '{program}: 아직 닫는 중이었으나 두 번째 Ctrl-C로 시뮬레이터가 끝냈습니다',
  ],
  [
    'This simulator has no UnregisterBroker request yet. To take a broker away, use :remove.',
    '이 시뮬레이터에는 아직 UnregisterBroker 요청이 없습니다. 브로커를 없애려면 :remove를 쓰세요.',
  ],
  ['This simulator has no log levels of brokers yet.', '이 시뮬레이터에는 아직 브로커의 로그 레벨이 없습니다.'],
  ['This simulator has no quotas for {entity} yet.', '이 시뮬레이터에는 아직 {entity}의 쿼터가 없습니다.'],
  // Why a command could not be given.
  [
    'Who {id} is and where it listens cannot be changed here: its properties file has to say {line}. Of several listeners one is simulated.',
    '{id}의 브로커 ID와 접속 주소는 여기서 바꿀 수 없습니다. 설정 파일에 이 줄이 있어야 합니다: {line} 리스너는 하나만 시뮬레이션합니다.',
  ],
  [
    'Who {id} is and where it listens cannot be changed here: its properties file has to say {line}.',
    '{id}의 브로커 ID와 접속 주소는 여기서 바꿀 수 없습니다. 설정 파일에 이 줄이 있어야 합니다: {line}',
  ],
  ['There is no {kind} called {id}. There are: {known}.', '{id}: 그런 이름은 없습니다. 있는 것: {known}'],
  ['{id} is not part of the cluster.', '{id}: 클러스터에 속하지 않습니다.'],
  ['{id} is already running.', '{id}: 이미 실행 중입니다.'],
  ['{id} has no log directory {directory}.', '{id}: {directory}라는 로그 디렉터리가 없습니다.'],
  ['{directory} of {id} has failed already.', '{id}: {directory} 디렉터리는 이미 고장 났습니다.'],
  ['{id} is not running.', '{id}: 실행 중이 아닙니다.'],
  ['{id} has no power already.', '{id}: 이미 전원이 끊겨 있습니다.'],
  ['{id} is not paused.', '{id}: 일시 정지되어 있지 않습니다.'],
  ['A link has two different ends.', '연결의 양 끝은 서로 달라야 합니다.'],
  ['There is no terminal called {name}.', '{name}: 그런 터미널은 없습니다.'],
  ['No editor is open in {name}.', '{name}: 열려 있는 편집기가 없습니다.'],
  ['The name {name} is taken; choose another.', '{name}: 이미 쓰고 있는 이름입니다. 다른 이름을 고르세요.'],
  [
    'A name has 1 to 60 letters, digits, dots, hyphens or underscores.',
    '이름은 글자, 숫자, 점, 하이픈, 밑줄로 1~60자입니다.',
  ],
  ['{id} exists already.', '{id}: 이미 있습니다.'],
  ['A broker id is a whole number from 1 to 999.', '브로커 ID는 1에서 999 사이의 정수입니다.'],
  ['This command is not understood. {why}', '알 수 없는 명령입니다. ({why})'],
  ['This could not be done: {why}.', '실행하지 못했습니다: {why}'],
  // What was wrong with an entry of a journal.
  ['{place}: expected a known command', '{place}: 모르는 명령'],
  ['{place}: expected {what}', '{place}: 다음이어야 합니다: {what}'],
  ['a name of 1 to {max} characters', '1~{max}자의 이름'],
  ['text of at most {max} characters', '최대 {max}자의 글'],
  ['a whole number from {min} to {max}', '{min}에서 {max} 사이의 정수'],
  ['a number from {min} to {max}', '{min}에서 {max} 사이의 수'],
  ['a list of at most {max} entries', '최대 {max}개의 목록'],
  ['at most {max} entries', '최대 {max}개'],
  ['at most {max} levels', '최대 {max}단계'],
  ['one of the profiles there are: {names}', '있는 프로필 가운데 하나: {names}'],
  ['no second {node}', '겹치지 않는 이름 ({node} 둘째)'],
  ['at least one controller', '컨트롤러 하나 이상'],
  ['no controllers beside a ZooKeeper ensemble', 'ZooKeeper 앙상블과 함께 쓰는 컨트롤러는 없음'],
  ['servers for the brokers of {version} to ask', '{version} 브로커가 물어볼 ZooKeeper 서버'],
  ['controllers for the brokers of {version} to ask', '{version} 브로커가 물어볼 컨트롤러'],
  ['at most {max} partitions in all', '파티션 모두 합쳐 최대 {max}개'],
  ['an entry no earlier than the one before it', '앞 항목보다 이르지 않은 항목'],
  ['what can be written down', '기록할 수 있는 것'],
  ['no key of that name', '그런 이름의 키는 쓸 수 없음'],
  ['no such field', '그런 항목은 없음'],
  ['true or false', 'true 또는 false'],
  ['a JSON value', 'JSON 값'],
  ['an operation', '작업'],
  ['an object', '객체'],
  ['a pair', '두 값의 쌍'],
  ['a version', '버전'],
  ['an id of 22 letters', '22자의 ID'],
]

/** What these say in turn is a saying of its own. */
const NESTED = ['why', 'what']

const MARK = 'simulator: '

const patterns: readonly (readonly [RegExp, string])[] = SAYINGS.map(([said, korean]) => [patternOf(said), korean])

function patternOf(said: string): RegExp {
  const literal = said.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replace(/\{(\w+)\}/g, '(?<$1>.*?)')}$`)
}

/** A text of the engine in the page's language; as it stands where it is none of its own sayings. */
export function engineWords(said: string): string {
  if (currentLanguage() === 'en') return said
  for (const [pattern, korean] of patterns) {
    const groups = pattern.exec(said)?.groups
    if (groups !== undefined)
      return korean.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = groups[name] ?? ''
        return NESTED.includes(name) ? engineWords(value) : value
      })
    if (pattern.test(said)) return korean
  }
  return said
}

/** The same for a terminal's output, of which only whole lines that the engine marks or words as its own are its. */
export function engineLines(output: string): string {
  if (currentLanguage() === 'en' || !output.includes('imulat')) return output
  return output.replace(/^(.*imulator.*)$/gm, (line) =>
    line.startsWith(MARK) ? `시뮬레이터: ${engineWords(line.slice(MARK.length))}` : engineWords(line),
  )
}

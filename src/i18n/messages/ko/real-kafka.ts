import type { realKafka as english } from '../en/real-kafka.ts'

export const realKafka: Readonly<Record<keyof typeof english, string>> = {
  'realKafka.title': '실제 카프카로 가져가기',
  'realKafka.intro':
    '여기서 한 일을 같은 버전의 실제 카프카 클러스터에서 그대로 해 볼 수 있습니다. 클러스터는 컨테이너로, 지금까지 한 일은 카프카 도구만 쓰는 셸 스크립트로 담았습니다.',
  'realKafka.compose': 'docker-compose.yml',
  'realKafka.script': 'session.sh',
  'realKafka.copyCompose': 'docker-compose.yml 복사',
  'realKafka.copyScript': 'session.sh 복사',
  'realKafka.saveCompose': 'docker-compose.yml 저장',
  'realKafka.saveScript': 'session.sh 저장',
  'realKafka.noImage': '이 버전의 컨테이너 이미지는 없습니다.',
  'realKafka.making': '옮겨 적는 중…',
  'realKafka.needs':
    'Kafkascope가 쓴 스크립트입니다. 이 컴퓨터에서 연결을 받는 클러스터(함께 받은 docker-compose.yml로 띄울 수 있습니다)와\n같은 버전의 카프카 도구가 필요합니다. 도구가 있는 폴더를 KAFKA_HOME으로 정해 주세요.',
  'realKafka.topics': '클러스터가 처음부터 가지고 있던 토픽',
  'realKafka.session': '실행한 내용',
  'realKafka.nothingDoes': '실제 클러스터에 이 일을 하는 도구는 없습니다: {command}',
  'realKafka.unread': '셸이 읽지 못하는 줄입니다: {line}',
  'realKafka.import.title': '실제 카프카에서 가져오기',
  'realKafka.import.button': '실제 카프카에서 가져오기…',
  'realKafka.import.name': '가져온 클러스터',
  'realKafka.import.intro':
    '실제 클러스터에서 아래 명령이 출력한 내용을 붙여 넣으면, 같은 브로커와 토픽과 그룹을 가진 클러스터를 여기서 만들어 봅니다. 붙여 넣은 글은 어디로도 보내지 않습니다.',
  'realKafka.import.field': '명령의 출력 (하나 또는 둘 다)',
  'realKafka.import.open': '이 클러스터 열기',
  'realKafka.import.found': '{era}: 브로커 {brokers}대, 토픽 {topics}개, 파티션 {partitions}개, 그룹 {groups}개',
  'realKafka.import.more': '이 밖에도 {count}가지가 다릅니다.',
  'realKafka.import.unread.unknown': '{line}번째 줄을 읽을 수 없습니다: {text}',
  'realKafka.import.unread.columns': '{line}번째 줄의 칸이 표의 머리글과 맞지 않습니다: {text}',
  'realKafka.import.unread.count':
    '{line}번째 줄의 토픽은 파티션이 모두 있지 않습니다. 끝까지 복사했는지 확인하세요: {text}',
  'realKafka.import.unread.noTopics': '토픽이 없습니다. kafka-topics.sh의 출력도 함께 붙여 넣으세요.',
  'realKafka.import.renumbered': '여기서는 브로커 번호가 1부터 99까지여서 번호를 다시 매깁니다: {brokers}',
  'realKafka.import.dead': '어느 ISR에도 없거나 리더를 잃게 한 브로커는 죽은 것으로 봅니다: {brokers}',
  'realKafka.import.standIns':
    '레코드의 내용은 알 수 없으므로 오프셋이 맞도록 대신할 레코드 {count}개로 채웁니다. 값에 대신할 레코드라는 표시와 번호가 있습니다.',
  'realKafka.import.lowered': '{partition}: 레코드가 너무 많아 모든 오프셋을 {count}만큼 낮춥니다.',
  'realKafka.import.inSyncHere':
    '{partition}: {broker}{broker|은|는} 다른 파티션의 ISR에 있어 살아 있습니다. 그래서 여기서는 이 파티션도 따라잡습니다.',
  'realKafka.import.otherLeader': '{partition}: 여기서는 {broker}{broker|이|가} 리더입니다.',
  'realKafka.import.internal': '내부 토픽은 클러스터가 스스로 다시 만듭니다: {topics}',
  'realKafka.import.empty': '오프셋이 적혀 있지 않은 토픽은 비어 있습니다: {topics}',
  'realKafka.import.members': '{group} 그룹의 멤버 {count}개는 열리자마자 읽기 시작합니다. 랙은 그때부터 줄어듭니다.',
}

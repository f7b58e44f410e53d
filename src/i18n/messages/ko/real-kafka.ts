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
}

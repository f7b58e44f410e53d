import type { properties as english } from '../en/properties.ts'

export const properties: Record<keyof typeof english, string> = {
  'properties.title': '설정 파일',
  'properties.reading': '파일을 읽는 중입니다 …',
  'properties.intro':
    '{path}: 브로커는 시작할 때 이 파일을 읽습니다. 여기서 고친 내용은 다음에 시작할 때부터 적용됩니다.',
  'properties.newIntro': '모든 브로커가 이 파일로 시작합니다. 브로커 ID와 접속 주소는 브로커마다 따로 정해져 있습니다.',
  'properties.clientIntro':
    '여기에 적은 설정으로 {name}{name|이|가} 새로 시작합니다. 애플리케이션을 다시 실행한 것과 같습니다.',
  'properties.undo': '되돌리기',
  'properties.copy': '복사',
  'properties.discard': '변경 내용 버리기',
  'properties.reset': '처음 파일로',
  'properties.resetClient': '지금 설정으로',
  'properties.save': '저장',
  'properties.saved': '저장했습니다.',
  'properties.unsaved': '아직 저장하지 않았습니다.',
  'properties.wouldFail': '저장했습니다. 이 파일로는 시작하지 못합니다.',
  'properties.start': '저장하고 {node} 시작',
  'properties.restart': '저장하고 {node} 다시 시작',
  'properties.apply': '{name} 새로 시작',
  'properties.edit': '{path} 고치기',
  'properties.editClient': '설정 파일로 고치기',
  'properties.fine': '카프카가 모든 줄을 받아들입니다.',
  'properties.line': '{line}번째 줄:',
  'properties.refused': '카프카가 시작하지 못하고 로그에 이렇게 남깁니다: {words}',
  'properties.unknown': '카프카에는 {name}{name|이라는|라는} 설정이 없습니다. 아무 말 없이 이 줄을 지나칩니다.',
  'properties.misspelt':
    '카프카에는 {name}{name|이라는|라는} 설정이 없습니다. 아무 말 없이 지나치므로 바뀌는 것이 없습니다. 혹시 이 줄인가요?',
  'properties.again': '{line}번째 줄에 {name}{name|이|가} 또 있고, 그 값이 적용됩니다.',
  'properties.withoutEffect': '{name}: 실제 카프카에서는 작동하지만 이 시뮬레이터에서는 효과가 없습니다.',
  'properties.putRight': '바꾸기',
  'properties.failed': '{node} 시작 실패:',
  'properties.logHelp':
    '터미널에서도 볼 수 있습니다: {command}. 실제 로그의 많은 줄 가운데 시작, 종료, 시작 실패의 원인만 시뮬레이션합니다.',
  'properties.limits':
    '시뮬레이션하지 않는 것: 리스너 두 개 이상, 정해진 것과 다른 포트, 보안 프로토콜. 그런 줄이 있으면 알려 드립니다.',
  'properties.newCluster': '브로커의 config/server.properties',
  'properties.newRefused':
    '이 파일로는 어느 브로커도 시작하지 못합니다. 그래도 클러스터를 열 수 있습니다. 브로커를 모두 멈추고 이 파일로 다시 시작하므로, 카프카가 왜 죽는지 볼 수 있습니다.',
  'properties.newChanged': 'config/server.properties에서 바꾼 내용이 적용됩니다.',
  'clientMetadata.title': '이 클라이언트가 아는 클러스터',
  'clientMetadata.none': '아직 아는 것이 없습니다. {bootstrap}에 묻습니다.',
  'clientMetadata.age':
    '메타데이터를 받은 지 {seconds}초. {max}초가 지나거나(metadata.max.age.ms) 문제가 생기면 다시 묻습니다.',
  'clientMetadata.wanted': '곧 다시 묻습니다.',
  'clientMetadata.leads': '맡은 파티션 {count}개',
  'clientMetadata.answeredBy': '이 주소에서 답하는 것은 {node}',
  'clientMetadata.state.connected': '연결됨',
  'clientMetadata.state.idle': '아직 연결할 일이 없음',
  'clientMetadata.state.refused': '연결을 받아 주는 곳이 없음',
  'clientMetadata.state.unknownHost': '그런 호스트가 없음 (UnknownHostException)',
  'clientMetadata.state.silent': '응답 없음',
  'clientMetadata.why':
    '처음에는 {bootstrap} 주소로 들어왔습니다. 그다음부터는 메타데이터에 적힌 주소로 갑니다. 그 주소는 브로커가 알린 것(advertised.listeners)입니다.',
}

import type { runNotice as english } from '../en/run-notice.ts'

export const runNotice: Record<keyof typeof english, string> = {
  'runNotice.label': '이 실행에 대하여',
  'runNotice.older':
    '이 실행을 만든 엔진은 {made}, 이 페이지의 엔진은 {here}입니다. 모든 일이 기록된 자리에서 일어나지만, 그 결과는 당시에 본 것과 다를 수 있습니다.',
  'runNotice.versions': '이 실행을 만든 엔진은 {made}, 이 페이지의 엔진은 {here}입니다.',
  'runNotice.byTime':
    '기록된 자리를 이벤트 단위로는 찾지 못했습니다. 명령은 제자리에 있고, 지금 서 있는 곳은 기록된 시각이지만 이벤트 몇 개만큼 앞이나 뒤일 수 있습니다.',
  'runNotice.loose':
    '기록된 이벤트가 들어맞지 않아 명령을 기록된 시각에(빨라도 클러스터가 올라온 뒤에) 다시 내립니다. 그 사이에 일어나는 일(리더, 오프셋, 랙)은 당시와 다를 수 있습니다.',
  'runNotice.leftOut': '실행할 수 없어 빠진 명령: {count}개.',
  'runNotice.show': '빠진 명령 보기',
  'runNotice.hide': '빠진 명령 접기',
  'runNotice.list': '빠진 명령',
  'runNotice.unread': '이 엔진이 모르는 명령이거나 형식이 다른 명령: {json}',
  'runNotice.more': '그 밖에 {count}개',
  'runNotice.dismiss': '알겠습니다',
  'settingsNotice.label': '효과가 없는 설정',
  'settingsNotice.withoutEffect':
    '다음 설정은 실제 카프카에서는 동작을 바꾸지만, 여기서는 시뮬레이션하지 않아 효과가 없습니다.',
  'settingsNotice.refused': '다음 줄이 있으면 브로커가 시작하지 못하므로, 이 실행에서는 빼고 진행합니다.',
}

import type { terminal as english } from '../en/terminal.ts'

export const terminal: Record<keyof typeof english, string> = {
  'terminal.label': '터미널 목록',
  'terminal.name': '터미널 {number}',
  'terminal.new': '새 터미널',
  'terminal.close': '{name} 닫기',
  'terminal.rename': '{name} 이름 바꾸기',
  'terminal.loading': '터미널을 불러오는 중…',
  'terminal.failed': '터미널을 불러오지 못했습니다. 네트워크가 돌아오면 저절로 나타납니다.',
  'terminal.welcome':
    '카프카 명령줄 도구를 쓸 수 있습니다. kafka-topics.sh --help 부터 해 보세요. Tab은 자동 완성, :help는 시뮬레이터 명령 목록입니다.',
  'terminal.paused': '시간이 멈춰 있습니다. 재생하면 명령이 계속됩니다.',
  'terminal.held': '처음 보는 장면이라 멈춰 있습니다. 여기에 입력하면 이어서 진행합니다.',
  'terminal.play': '재생',
  'terminal.sendFile': '파일 보내기',
  'terminal.hint.longDash':
    '힌트: {word} – 문서 편집기가 만든 긴 대시로 시작합니다. 카프카 도구는 옵션이 아닌 단어로 보고 무시합니다. 바르게: {meant}',
  'terminal.hint.curlyQuote': '힌트: {word} – 셸이 모르는 둥근 따옴표가 있습니다. \' 또는 " 를 쓰세요.',
  'terminal.hint.commentAfterBackslash':
    '힌트: 역슬래시 뒤에 주석이 있어 명령이 여기서 끝납니다. 역슬래시가 줄의 맨 마지막 문자여야 다음 줄로 이어집니다.',
  'terminal.hint.optionAlone':
    '힌트: {word} – 줄 맨 앞에 있어 앞 명령에 속하지 않습니다. 앞줄 끝에 역슬래시가 필요합니다.',
  'terminal.hint.promptInShell': '힌트: > 는 프로듀서의 프롬프트입니다. 셸에서는 빈 파일을 만듭니다.',
  'terminal.hint.promptInProducer': '힌트: > 는 프로듀서의 프롬프트입니다. 다시 입력하면 값의 일부가 됩니다.',
  'terminal.hint.codeFence':
    '힌트: 백틱 세 개(```)는 노트에서 명령을 감싸는 표시일 뿐, 셸에서는 다른 명령의 시작입니다. Ctrl-C를 누른 뒤 그 사이의 줄만 붙여 넣으세요.',
  'terminal.hint.pastedOutput': '힌트: 명령이 아니라 명령의 출력처럼 보입니다.',
  'terminal.hint.blankAfterBackslash':
    '힌트: 역슬래시 뒤에 공백이 있어 명령이 여기서 끝납니다. 역슬래시가 줄의 맨 마지막 문자여야 다음 줄로 이어집니다.',
  'terminal.hint.oddBlank':
    '힌트: 셸이 공백으로 보지 않는 공백(웹 페이지의 줄바꿈 없는 공백이나 전각 공백)이 있어 단어가 서로 붙었습니다.',
  'terminal.hint.fullWidth': '힌트: {word} – 셸이 모르는 전각 문자가 있습니다. 바르게: {meant}',
  'terminal.hint.shellPrompt': '힌트: {word} – 노트에 있던 셸의 프롬프트이고, 명령의 일부가 아닙니다.',
  'terminal.hint.otherVersion': '힌트: 카프카 {version}의 이 도구에는 {word} 옵션이 없습니다. 대신: {instead}',
  'terminal.hint.misspeltOption': '힌트: 이 도구에는 {word} 옵션이 없습니다. 혹시 {meant}?',
  'terminal.hint.misspeltCommand': '힌트: {word} – 그런 명령은 없습니다. 혹시 {meant}?',
  'terminal.offer.label': '원래 뜻한 명령',
  'terminal.offer.meant': '원래 뜻한 명령:',
  'terminal.offer.meantLine': '원래 뜻: {line}',
  'terminal.offer.commands': '원래 뜻한 명령들',
  'terminal.offer.run': '이것을 실행',
  'terminal.offer.copy': '복사',
  'terminal.offer.close': '닫기',
}

import type { terminal as english } from '../en/terminal.ts'

export const terminal: Record<keyof typeof english, string> = {
  'terminal.label': '터미널 목록',
  'terminal.name': '터미널 {number}',
  'terminal.new': '새 터미널',
  'terminal.close': '{name} 닫기',
  'terminal.rename': '{name} 이름 바꾸기',
  'terminal.loading': '터미널을 불러오는 중…',
  'terminal.failed': '터미널을 불러오지 못했습니다. 연결을 확인하고 다시 시도하세요.',
  'terminal.welcome':
    '카프카 명령줄 도구를 쓸 수 있습니다. kafka-topics.sh --help 부터 해 보세요. Tab은 자동 완성, :help는 시뮬레이터 명령 목록입니다.',
  'terminal.paused': '시간이 멈춰 있습니다. 재생하면 명령이 계속됩니다.',
  'terminal.play': '재생',
  'terminal.sendFile': '파일 보내기',
}

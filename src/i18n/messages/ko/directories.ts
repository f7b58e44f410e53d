import type { directories as english } from '../en/directories.ts'

/** 브로커의 여러 로그 디렉터리와 그중 고장 난 것. */
export const directories: Record<keyof typeof english, string> = {
  'directory.count': '브로커마다 로그 디렉터리를 몇 개 둘까요?',
  'directory.countHelp':
    'server.properties의 log.dirs이며, 디렉터리마다 디스크가 따로 있습니다. 새 레플리카는 가장 적게 담긴 곳에 놓이고, 하나가 고장 나도 브로커는 나머지로 계속 동작합니다.',
  'directory.list': '{node}의 로그 디렉터리',
  'directory.fail': '고장 내기',
  'directory.holds': '레플리카 {replicas}개',
  'directory.at': '{path}: 레플리카 {replicas}개',
  'directory.failedAt': '{path}: 고장',
  'directory.failedWord': '고장. 다시 시작하면 비어 있는 새 디스크로 바뀝니다',
  'directory.failed': '{all}개 중 {failed}개 고장',
  'directory.laneFailed': '디스크 고장',
  'inspector.action.failDirectory': '{directory} 고장 내기',
}

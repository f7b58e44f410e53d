import type { nodeMenu as english } from '../en/node-menu.ts'

export const nodeMenu: Record<keyof typeof english, string> = {
  'stage.menu.start': '시작',
  'stage.menu.stop': '정상 종료',
  'stage.menu.kill': '강제 종료 (kill -9)',
  'stage.menu.killLoses': '프로세스만 죽습니다. 받은 레코드는 페이지 캐시에 남습니다',
  'stage.menu.powerCut': '전원 끊기',
  'stage.menu.powerCutLoses': '디스크에 기록되지 않은 레코드까지 사라집니다',
  'stage.menu.killClientLoses': '아직 보내지 못했거나 커밋하지 못한 것을 잃습니다',
  'stage.menu.pause': '일시 정지',
  'stage.menu.slow': '느리게 만들기',
  'stage.menu.fullSpeed': '원래 속도로',
  'stage.menu.remove': '닫고 제거',
  'stage.menu.forget': '디스크까지 제거',
}

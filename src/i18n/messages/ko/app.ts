import type { app as english } from '../en/app.ts'

export const app: Record<keyof typeof english, string> = {
  'app.name': 'Kafkascope',
  'app.skipToStage': '클러스터로 바로 가기',
  'app.profile': 'Kafka 4.x · KRaft',
  'app.profileLabel': '카프카 버전',
  'app.language': '언어',
  'app.theme': '화면 테마',
  'app.theme.system': '시스템 설정대로',
  'app.theme.light': '밝게',
  'app.theme.dark': '어둡게',
  'app.theme.projector': '프로젝터',
  'app.motion': '움직임',
  'app.motion.system': '시스템 설정대로',
  'app.motion.reduced': '줄이기',
  'app.motion.full': '모두 보기',
  'app.newCluster': '새 클러스터',
  'app.savedRuns': '저장된 실행',
  'app.share': '공유',
  'app.projector': '발표 모드',
  'presenter.sameStart': '공통 시작 {seed}번',
  'presenter.otherStart': '다른 시작 {seed}번',
  'presenter.again': '처음부터 다시 (시작 {seed}번)',
  'presenter.sameStartHelp':
    '이 클러스터를 처음부터 다시 보여 줍니다. 시작 번호가 같으면 어느 기기에서나 똑같이 진행됩니다.',
  'app.help': '도움말과 단축키',
  'app.fidelity': '단순화한 점',
  'app.menu': '메뉴',
  'app.runName': '이 실행의 이름',
  'app.unnamedRun': '첫 1분',
  'app.runFromLink': '링크에서 연 실행',
  'app.stage': '클러스터',
  'app.tab.stage': '클러스터',
  'app.tab.terminals': '터미널',
  'app.tab.events': '이벤트',
  'app.tab.inspector': '살펴보기',
  'app.tab.more': '더 보기',
  'app.close': '닫기',
  'app.loading': '클러스터를 시작하는 중…',
  'app.partLoading': '불러오는 중…',
  'app.emptyTitle': '아직 아무것도 실행되고 있지 않습니다',
  'app.emptyText': '터미널을 열어 토픽을 만들거나, 이미 동작 중인 클러스터로 시작해 보세요.',
  'app.failedTitle': '화면의 이 부분에 문제가 생겼습니다',
  'app.failedText': '클러스터는 계속 동작합니다. 이 부분을 다시 표시하면 대개 해결됩니다.',
  'app.tryAgain': '다시 표시',

  'app.toast.undo': '실행 취소',

  'app.storage.quotaExceeded':
    '브라우저 저장 공간이 가득 찼습니다. 실행은 계속되지만 더 이상 저장되지 않습니다. 내려받거나 오래된 실행을 삭제하세요.',
  'app.storage.refused':
    '이 브라우저 환경(시크릿 창 또는 차단된 프레임)에서는 저장할 수 없습니다. 탭을 닫으면 실행이 사라집니다.',
  'app.storage.newer': '더 새로운 Kafkascope에서 저장된 실행입니다. 그대로 두고 새 클러스터를 열었습니다.',
  'app.storage.damaged':
    '저장된 실행이 손상되었습니다. 남은 내용은 “저장된 실행”에서 내려받을 수 있습니다. 새 클러스터를 열었습니다.',
  'app.storage.notFound': '그 실행은 이제 여기에 저장되어 있지 않습니다.',
  'app.storage.outOfStep': '저장이 어긋나 바로잡고 있습니다.',
  'app.storage.upgradeBlocked':
    '다른 탭이 이전 버전을 열고 있습니다. 그 탭을 닫고 새로 고침하세요. 그때까지는 저장되지 않습니다.',
  'app.storage.failed': '브라우저가 저장하지 못했습니다. 실행은 계속되니 만약을 위해 내려받아 두세요.',
  'app.storage.otherTab':
    '이 실행은 다른 탭에서 열려 있고 그 탭이 저장합니다. 여기서 한 일은 저장되지 않으니 남기려면 사본을 만드세요.',
  'app.storage.makeCopy': '사본 만들기',
  'app.storage.download': '내려받기',

  'app.link.cutOff': '링크의 끝부분이 잘렸습니다. 기본 클러스터를 열었습니다.',
  'app.link.altered': '링크가 전달 중에 바뀌었습니다. 기본 클러스터를 열었습니다.',
  'app.link.newer': '더 새로운 Kafkascope에서 만든 링크입니다. 기본 클러스터를 열었습니다.',
  'app.link.notARun': '이 페이지에서 재생할 수 있는 실행이 링크에 없습니다. 기본 클러스터를 열었습니다.',

  'app.embed.openFull': '전체 페이지에서 열기',
}

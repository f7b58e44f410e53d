import type { moves as english } from '../en/moves.ts'

export const moves: Record<keyof typeof english, string> = {
  'moves.title': '레플리카 옮기기',
  'moves.title.here': '{broker}{broker|으로|로} 레플리카 옮기기',
  'moves.title.drain': '{broker} 비우고 종료하기',
  'moves.title.factor': '{topic} 복제 계수',
  'moves.here':
    '고른 파티션마다 가장 많이 가진 브로커의 레플리카 하나를 {broker}{broker|으로|로} 옮깁니다. 먼저 복제하고, 모두 동기화되면 이전 레플리카가 빠집니다.',
  'moves.topics': '토픽',
  'moves.factor':
    '{topic}의 레플리카가 많을수록 더 많은 고장을 견디지만 쓸 때마다 그만큼 더 복제합니다. 줄일 때는 복제할 것이 없어 바로 지웁니다.',
  'moves.factorLabel': '복제 계수',
  'moves.drain':
    '{broker}에 있는 것을 카프카 내부 토픽까지 모두 다른 브로커로 먼저 옮깁니다. 그다음 정상 종료하므로 아무도 아쉬워하지 않습니다.',
  'moves.nothingHere': '이 브로커에는 이미 모든 파티션의 레플리카가 있어 더 옮겨 올 것이 없습니다.',
  'moves.noTopic': '옮겨 올 토픽이 아직 없습니다.',
  'moves.noTopicChosen': '이 브로커로 옮길 토픽을 고르세요.',
  'moves.nothingFactor': '모든 파티션의 레플리카 수가 이미 그만큼입니다.',
  'moves.nothingDrain': '비어 있는 브로커입니다. 바로 종료할 수 있습니다.',
  'moves.impossible':
    '옮길 수 없는 파티션: {partitions}. 레플리카를 받을 다른 브로커가 남아 있지 않습니다. 한 파티션의 레플리카 둘은 같은 브로커에 놓이지 않습니다. 브로커를 추가하거나 복제 계수를 줄이세요.',
  'moves.column.partition': '파티션',
  'moves.column.now': '지금 레플리카',
  'moves.column.then': '옮긴 뒤',
  'moves.column.copy': '복제할 양',
  'moves.internal': '그리고 카프카 내부 토픽의 파티션 {count}개',
  'moves.toCopy': '파티션 {count}개, 네트워크로 복제할 양 {size}.',
  'moves.throttle': '복제 속도 제한',
  'moves.throttleLabel': '초당 한도(킬로바이트)',
  'moves.throttleWhy': '제한하지 않으면 프로듀서와 컨슈머가 써야 할 네트워크까지 복제가 다 차지할 수 있습니다.',
  'moves.throttleTime':
    '적어도 {seconds}초 걸리고, 끝나면 제한을 풉니다. 요청 한 번에 replica.fetch.max.bytes까지는 그대로 가져오므로 데이터가 적으면 금세 끝납니다.',
  'moves.terminal': '터미널에서 똑같이 하려면',
  'moves.begin': '옮기기',
  'moves.beginDrain': '모두 옮기고 종료하기',
  'moves.stopNow': '종료하기',
  'moves.underWay': '지금 옮기는 중',
  'moves.copied': '{all} 가운데 {copied} 복제함',
  'moves.inSync': '동기화됨: {count}개 중 {inSync}개',
  'moves.cancel': '옮기기 취소',
  'moves.menu.here': '여기로 레플리카 옮기기…',
  'moves.menu.drain': '비우고 종료하기…',
  'moves.menu.factor': '복제 계수…',
  'moves.menu.underWay': '지금 옮기는 중…',
  'moves.chip.coming': '이 브로커로 레플리카 {count}개를 복제하는 중: {percent} %',
  'moves.chip.going': '새 레플리카가 동기화되면 이 브로커의 레플리카 {count}개가 빠집니다',
  'moves.chip.throttle':
    '복제 속도 제한: 초당 최대 {limit} (leader.replication.throttled.rate, follower.replication.throttled.rate). 지금은 초당 {rate}.',
  'moves.standing':
    '레플리카를 옮기는 중입니다. {all} 가운데 {copied} 복제했고, 파티션 {count}개가 남았습니다. 클라이언트는 그대로 쓰고 읽습니다.',
  'moves.standingThrottled':
    '레플리카를 옮기는 중입니다. 제한 속도는 초당 {limit}입니다. {all} 가운데 {copied} 복제했고, 파티션 {count}개가 남았습니다.',
  'moves.readsFrom': '{topicPartition}: 같은 서버 랙의 팔로워 {broker}에서 읽음',
  'moves.readsFromFact': '팔로워에서 읽기',
  'moves.throttleFact': '복제 속도 제한',
  'moves.throttleOf': '초당 {limit} · 보냄 {sent}, 받음 {taken}',
  'moves.rackFact': '레플리카의 서버 랙',
  'moves.noRack': '랙 없음',
  'metrics.reassigningPartitions': '옮기는 파티션',
  'metrics.reassigningPartitions.about':
    '이 브로커가 리더인 파티션 가운데 레플리카를 재할당하는 중인 것. 0으로 돌아오면 다 옮긴 것입니다.',
  'metrics.leaderReplicationRate': '제한된 복제, 보냄',
  'metrics.leaderReplicationRate.about':
    '속도를 제한한 레플리카에게 이 브로커가 리더로서 보내는 초당 바이트. leader.replication.throttled.rate를 넘지 않습니다.',
  'metrics.followerReplicationRate': '제한된 복제, 받음',
  'metrics.followerReplicationRate.about':
    '속도를 제한한 레플리카로 이 브로커가 팔로워로서 받는 초당 바이트. follower.replication.throttled.rate를 넘지 않습니다.',
  'dialog.newCluster.machines': '브로커의 서버 랙과 디스크',
  'dialog.newCluster.racks': '서버 랙 세 개',
  'dialog.newCluster.racksText': '브로커를 서로 다른 서버 랙에 두고, 컨슈머는 자기 랙의 레플리카에서 읽습니다.',
}

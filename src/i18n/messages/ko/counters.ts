import type { counters as english } from '../en/counters.ts'

export const counters: Readonly<Record<keyof typeof english, string>> = {
  'counters.acknowledged.intro':
    '프로듀서가 확인 응답을 받은 레코드입니다. 그 응답을 얼마나 믿을 수 있는지는 acks 설정에 달려 있습니다.',
  'counters.lost.intro': '확인 응답까지 했지만 이제 어느 리더에도 남아 있지 않은 레코드입니다.',
  'counters.duplicated.intro': '재시도한 것이 또 기록되어 로그에 두 번 남은 레코드입니다.',
  'counters.outOfOrder.intro': '나중에 보낸 레코드보다 뒤에 기록된 레코드입니다.',
  'counters.acknowledged.none': '아직 확인 응답을 받은 프로듀서가 없습니다.',
  'counters.lost.none': '유실된 레코드가 없습니다. 확인 응답한 레코드는 모두 남아 있습니다.',
  'counters.duplicated.none': '두 번 기록된 레코드가 없습니다.',
  'counters.outOfOrder.none': '모두 보낸 순서대로 기록되어 있습니다.',
  'counters.loading': '찾고 있습니다…',
  'counters.more': '… 그 밖에 {count}건',
  'counters.records': '레코드 {records}건',
  'counters.offsets': '오프셋 {offsets}',
  'counters.broker': 'broker-{broker}',
  'counters.when': '{at} 시점으로 이동',
  'counters.acks0': '{producer}: acks=0이라 보내기만 하면 전달된 것으로 칩니다.',
  'counters.acks0Nowhere': '{producer}: acks=0이라 전달된 것으로 치지만, 어느 로그에도 기록되지 않았습니다.',
  'counters.acks1':
    '{producer}: acks=1이라 리더가 혼자 저장하고 바로 응답했습니다. 팔로워에 복제됐는지는 묻지 않습니다.',
  'counters.acksAll': '{producer}: acks=all이라 동기화된 레플리카가 모두 저장한 뒤에 응답했습니다.',
  'counters.answered': '{producer}{producer|이|가} 확인 응답을 받았습니다.',
  'counters.uncopied':
    'broker-{broker}{broker|이|가} acks=1로 응답했지만 다른 레플리카가 아직 복제하기 전이었고, 이 레코드가 없는 broker-{leader}{leader|이|가} 리더가 되었습니다.',
  'counters.inMemory':
    '전원이 끊길 때 broker-{broker}의 페이지 캐시에만 있었습니다. 카프카는 디스크에 쓰기 전에 응답합니다.',
  'counters.committed':
    '동기화된 레플리카가 모두 가지고 있었지만, 그중 누구도 지금 리더가 아닙니다. 이 레코드가 없는 broker-{leader}{leader|이|가} 선출되었습니다.',
  'counters.doomed': '아직 broker-{broker}에 남아 있지만, 리더를 따라가기 시작하면 잘려 나갑니다.',
  'counters.gone': 'broker-{broker}에도 이제 없습니다.',
  'counters.duplicate':
    '{producer}{producer|이|가} 제때 응답을 받지 못해 다시 보냈습니다. 이미 오프셋 {firstOffset}부터 기록되어 있었지만, 멱등성이 꺼져 있으면 브로커가 알아볼 수 없습니다.',
  'counters.behind':
    '{producer}{producer|이|가} 다시 보내는 사이에, 나중에 보낸 레코드(오프셋 {behindOffset})가 먼저 기록되었습니다. 멱등성을 켜면 순서가 지켜집니다.',
}

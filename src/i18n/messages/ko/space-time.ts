import type { spaceTime as english } from '../en/space-time.ts'

export const spaceTime: Record<keyof typeof english, string> = {
  'spaceTime.name': '시공간 그림',
  'spaceTime.seconds': '{seconds}초',
  'spaceTime.span': '보이는 시간',
  'spaceTime.back': '무대로 돌아가기',
  'spaceTime.none': '이 구간에 오간 메시지가 없습니다',
  'spaceTime.how':
    '오른쪽일수록 나중입니다. 가로줄은 노드, 화살표는 메시지입니다. 화살표를 누르면 무엇 때문에 보냈는지 보입니다',
  'spaceTime.keys': '왼쪽·오른쪽 화살표 키로 메시지를 차례로 보고, Enter로 원인을 봅니다',
  'spaceTime.moment': '마지막으로 일이 난 때({at}) 앞뒤',
  'spaceTime.toPlayhead': '지금 보는 시각으로',
  'spaceTime.mark.records': '레코드 있음',
  'spaceTime.mark.acks': '확인 응답',
  'spaceTime.mark.others': '그 밖의 메시지',
  'spaceTime.mark.gone': '도착하지 못함',
  'spaceTime.mark.happening': '일어난 일',
  'spaceTime.mark.down': '꺼져 있음',
  'spaceTime.truncated': '메시지가 너무 많아 처음 1,500개만 그립니다',
  'spaceTime.message.arrived': '{type}: {from} → {to}, {sentAt} 출발, {micros}µs 만에 도착, 레코드 {records}건',
  'spaceTime.message.underWay': '{type}: {from} → {to}, {sentAt} 출발, 아직 가는 중, 레코드 {records}건',
  'spaceTime.message.gone': '{type}: {from} → {to}, {sentAt} 출발, 도착하지 못함, 레코드 {records}건',
}

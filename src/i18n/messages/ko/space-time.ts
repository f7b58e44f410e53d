import type { spaceTime as english } from '../en/space-time.ts'

export const spaceTime: Record<keyof typeof english, string> = {
  'spaceTime.name': '시공간 그림',
  'spaceTime.span': '구간',
  'spaceTime.back': '무대로 돌아가기',
  'spaceTime.none': '이 구간에 오간 메시지가 없습니다',
  'spaceTime.truncated': '메시지가 너무 많아 처음 1,500개만 그립니다',
  'spaceTime.message.arrived': '{type}: {from} → {to}, {sentAt} 출발, {micros}µs 만에 도착, 레코드 {records}건',
  'spaceTime.message.underWay': '{type}: {from} → {to}, {sentAt} 출발, 아직 가는 중, 레코드 {records}건',
  'spaceTime.message.gone': '{type}: {from} → {to}, {sentAt} 출발, 도착하지 못함, 레코드 {records}건',
}

import type { invitations as english } from '../en/invitations.ts'

export const invitations: Record<keyof typeof english, string> = {
  'app.invitations': '하나씩 해 보세요',
  'app.invitationsClose': '다시 보지 않기',
  'app.invitation.cutPower': '리더의 전원을 끊어 보세요',
  'app.invitation.cutPowerText': '그다음 리더는 누구일까요? 잃는 레코드가 있을까요?',
  'app.invitation.cutPowerDo': '{broker} 전원 끊기',
  'app.invitation.fourthConsumer': '파티션 3개에 네 번째 컨슈머를 추가해 보세요',
  'app.invitation.fourthConsumerText': '세 대보다 네 대가 더 빠를까요?',
  'app.invitation.fourthConsumerDo': '{consumer} 추가',
  'app.invitation.firstCommand': '강의 노트의 첫 명령을 입력해 보세요',
  'app.invitation.firstCommandText': '실제 서버에서처럼 토픽을 만듭니다.',
  'app.invitation.firstCommandDo': '대신 입력하기',
  'app.invitation.done': '완료',
}

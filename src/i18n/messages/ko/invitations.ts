import type { invitations as english } from '../en/invitations.ts'

export const invitations: Record<keyof typeof english, string> = {
  'app.invitations': '하나씩 해 보세요',
  'app.invitationsClose': '다시 보지 않기',
  'app.invitation.done': '완료',
}

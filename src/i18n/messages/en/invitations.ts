export const invitations = {
  'app.invitations': 'Try one of these',
  'app.invitationsClose': 'Don’t show these again',
  'app.invitation.done': 'done',
} as const

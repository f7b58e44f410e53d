export const invitations = {
  'app.invitations': 'Try one of these',
  'app.invitationsClose': 'Don’t show these again',
  'app.invitation.cutPower': 'Cut a leader’s power',
  'app.invitation.cutPowerText': 'Who leads afterwards, and is anything lost?',
  'app.invitation.cutPowerDo': 'Cut the power of {broker}',
  'app.invitation.fourthConsumer': 'Add a fourth consumer to three partitions',
  'app.invitation.fourthConsumerText': 'Will four be faster than three?',
  'app.invitation.fourthConsumerDo': 'Add {consumer}',
  'app.invitation.firstCommand': 'Type the first command of the notes',
  'app.invitation.firstCommandText': 'Create a topic as on a real machine.',
  'app.invitation.firstCommandDo': 'Type it for me',
  'app.invitation.done': 'done',
} as const

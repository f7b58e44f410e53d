/** Where a run from a link, a file or a save is not shown as it was. */
export const runNotice = {
  'runNotice.label': 'About this run',
  'runNotice.older':
    'Engine {made} made this run, and this page has engine {here}. Everything falls at its recorded place, but what comes of it may differ from what was seen then.',
  'runNotice.versions': 'Engine {made} made this run; this page has engine {here}.',
  'runNotice.byTime':
    'The recorded place was not found to the event. The commands are where they were; you stand at the recorded instant, perhaps a few events earlier or later.',
  'runNotice.loose':
    'The recorded events did not fit. The commands are given at their recorded instants, at the earliest once the cluster is up; what happens between them may differ: leaders, offsets, lag.',
  'runNotice.leftOut': '{count} {count|command|commands} of it could not be given and {count|was|were} left out.',
  'runNotice.show': 'Show what was left out',
  'runNotice.hide': 'Hide what was left out',
  'runNotice.list': 'Commands that were left out',
  'runNotice.unread': 'A command that this engine does not know, or not in this form: {json}',
  'runNotice.more': 'and {count} more',
  'runNotice.dismiss': 'Understood',
  'settingsNotice.label': 'Settings without effect',
  'settingsNotice.withoutEffect':
    'In real Kafka these settings change how the run behaves. They are not simulated here and have no effect:',
  'settingsNotice.refused': 'No broker would start with these lines, so this run leaves them out:',
} as const

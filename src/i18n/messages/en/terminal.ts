export const terminal = {
  'terminal.label': 'Terminals',
  'terminal.name': 'Terminal {number}',
  'terminal.new': 'New terminal',
  'terminal.close': 'Close {name}',
  'terminal.rename': 'Rename {name}',
  'terminal.loading': 'Loading the terminal…',
  'terminal.failed': 'The terminal could not be loaded. Check the connection and try again.',
  'terminal.welcome':
    'Kafka’s own tools are here: try kafka-topics.sh --help. Tab completes; :help lists the simulator’s commands.',
  'terminal.paused': 'Time is paused: the command goes on when it plays.',
  'terminal.play': 'Play',
  'terminal.sendFile': 'Send a file',
} as const

export const terminal = {
  'terminal.label': 'Terminals',
  'terminal.name': 'Terminal {number}',
  'terminal.new': 'New terminal',
  'terminal.close': 'Close {name}',
  'terminal.rename': 'Rename {name}',
  'terminal.loading': 'Loading the terminal…',
  'terminal.failed': 'The terminal could not be loaded. It comes by itself once the network is back.',
  'terminal.welcome':
    'Kafka’s own tools are here: try kafka-topics.sh --help. Tab completes; :help lists the simulator’s commands.',
  'terminal.paused': 'Time is paused: the command goes on when it plays.',
  'terminal.held': 'A new moment of the story holds the picture: what you type here goes on.',
  'terminal.play': 'Play',
  'terminal.sendFile': 'Send a file',
  'terminal.hint.longDash':
    'Hint: {word} begins with a long dash, as word processors make them. Kafka’s tools take it for a plain word and ignore it. Type {meant}.',
  'terminal.hint.curlyQuote': 'Hint: {word} has typographic quotes, which a shell does not know. Type \' or ".',
  'terminal.hint.commentAfterBackslash':
    'Hint: behind the backslash stands a comment, so the command ends here. A line goes on only if the backslash is its very last character.',
  'terminal.hint.optionAlone':
    'Hint: {word} stands at the beginning of a line, so it is no part of the command before it. That line needs a backslash at its end.',
  'terminal.hint.promptInShell': 'Hint: > is the producer’s own prompt. Here in the shell it makes an empty file.',
  'terminal.hint.promptInProducer': 'Hint: > is the producer’s own prompt; typed again it becomes part of the value.',
  'terminal.hint.codeFence':
    'Hint: three backticks frame a command in the notes; to a shell they begin a command of their own. Ctrl-C, then paste only what stands between them.',
  'terminal.hint.pastedOutput': 'Hint: this looks like the output of a command, not like a command.',
  'terminal.hint.blankAfterBackslash':
    'Hint: there is a blank behind the backslash, so the command ends here. It goes on only where the backslash is the line’s last character.',
  'terminal.hint.oddBlank':
    'Hint: a blank here is none to a shell (a no-break or full-width one, as web pages have), so words stick together.',
  'terminal.hint.fullWidth': 'Hint: {word} has full-width characters, which a shell does not know. Meant was {meant}',
  'terminal.hint.shellPrompt': 'Hint: {word} is the prompt of the notes’ own shell, and not part of the command.',
  'terminal.hint.otherVersion': 'Hint: this tool of Kafka {version} has no {word}. Here it is {instead}',
  'terminal.hint.misspeltOption': 'Hint: the tool has no {word}. Perhaps {meant} was meant.',
  'terminal.hint.misspeltCommand': 'Hint: there is no {word}. Perhaps {meant} was meant.',
  'terminal.offer.label': 'What was meant',
  'terminal.offer.meant': 'What the block meant:',
  'terminal.offer.meantLine': 'meant: {line}',
  'terminal.offer.commands': 'Commands that were meant',
  'terminal.offer.run': 'Run this',
  'terminal.offer.copy': 'Copy',
  'terminal.offer.close': 'Dismiss',
} as const

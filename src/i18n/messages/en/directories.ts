/** Several log directories of a broker, and one that has failed. */
export const directories = {
  'directory.count': 'How many log directories has each broker?',
  'directory.countHelp':
    'log.dirs in server.properties, a disk each. A new replica comes to lie on the one with the fewest; if one fails, the broker goes on with the others.',
  'directory.list': 'Log directories of {node}',
  'directory.fail': 'Let it fail',
  'directory.holds': '{replicas} {replicas|replica|replicas}',
  'directory.at': '{path}: {replicas} {replicas|replica|replicas}',
  'directory.failedAt': '{path}: failed',
  'directory.failedWord': 'failed; a restart puts a new, empty disk in',
  'directory.failed': '{failed} of {all} failed',
  'directory.laneFailed': 'its disk failed',
  'inspector.action.failDirectory': 'Let {directory} fail',
} as const

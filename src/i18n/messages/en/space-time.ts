/** The space-time diagram. */
export const spaceTime = {
  'spaceTime.name': 'Space-time diagram',
  'spaceTime.seconds': '{seconds} s',
  'spaceTime.span': 'Time shown',
  'spaceTime.back': 'Back to the stage',
  'spaceTime.none': 'Nothing was sent in this time',
  'spaceTime.how': 'Later is further right. Each line is a node, each arrow a message: press one to see what led to it',
  'spaceTime.keys': 'Left and right arrow go from message to message, Enter to what led to it',
  'spaceTime.moment': 'Around what happened last, {at}',
  'spaceTime.toPlayhead': 'To the time on show',
  'spaceTime.mark.records': 'with records',
  'spaceTime.mark.acks': 'acknowledgement',
  'spaceTime.mark.others': 'other messages',
  'spaceTime.mark.gone': 'never arrived',
  'spaceTime.mark.happening': 'something happened',
  'spaceTime.mark.down': 'not running',
  'spaceTime.truncated': 'More was sent than fits: the first 1,500 messages',
  'spaceTime.message.arrived':
    '{type} from {from} to {to}, sent at {sentAt}, {micros} µs on its way, {records} records',
  'spaceTime.message.underWay': '{type} from {from} to {to}, sent at {sentAt}, still on its way, {records} records',
  'spaceTime.message.gone': '{type} from {from} to {to}, sent at {sentAt}, never arrived, {records} records',
} as const

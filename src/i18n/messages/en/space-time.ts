/** The space-time diagram. */
export const spaceTime = {
  'spaceTime.name': 'Space-time diagram',
  'spaceTime.span': 'Stretch',
  'spaceTime.back': 'Back to the stage',
  'spaceTime.none': 'Nothing was sent in this stretch',
  'spaceTime.truncated': 'More was sent than fits: the first 1,500 messages',
  'spaceTime.message.arrived':
    '{type} from {from} to {to}, sent at {sentAt}, {micros} µs on its way, {records} records',
  'spaceTime.message.underWay': '{type} from {from} to {to}, sent at {sentAt}, still on its way, {records} records',
  'spaceTime.message.gone': '{type} from {from} to {to}, sent at {sentAt}, never arrived, {records} records',
} as const

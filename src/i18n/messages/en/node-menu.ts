/** What can be done to a node of the stage: the words of its menu, which opens after the first frames. */
export const nodeMenu = {
  'stage.menu.start': 'Start',
  'stage.menu.stop': 'Stop cleanly',
  'stage.menu.kill': 'Kill (kill -9)',
  'stage.menu.killLoses': 'Only the process dies; what it has received stays in the page cache',
  'stage.menu.powerCut': 'Cut the power',
  'stage.menu.powerCutLoses': 'What is not on disk yet is lost too',
  'stage.menu.killClientLoses': 'Loses whatever it has not yet sent or committed',
  'stage.menu.pause': 'Pause',
  'stage.menu.slow': 'Make slow',
  'stage.menu.fullSpeed': 'Full speed',
  'stage.menu.remove': 'Close and remove',
  'stage.menu.forget': 'Remove with its disk',
} as const

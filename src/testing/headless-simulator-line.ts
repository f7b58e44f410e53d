// Lines that begin with a colon, in a script without a page: the same words as in a terminal of the page.

import { refuse, simulatorModel } from '../cli/model.ts'
import type { FinishedCommand } from '../cli/terminal-state.ts'
import { run } from '../engine/scheduler.ts'
import type { World } from '../engine/world.ts'
import { t } from '../i18n/index.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { formatClock } from '../view/parts/format-time.ts'
import { nameableNodes } from '../view/terminal/run-simulator-line.ts'
import { helpText, parseSimulatorLine, type SimulatorAction } from '../view/terminal/simulator-commands.ts'

/** `: text` and `:` alone stay what they are in a script of bash: nothing. */
export function isForSimulator(line: string): boolean {
  return /^\s*:[a-z]/i.test(line)
}

/** Carries it out at the present instant. The words are there once `loadMoreWords` has resolved. */
export function actOnSimulatorLine(world: World, line: string): FinishedCommand {
  const said = (stdout: string) => ({ command: line, stdout, stderr: '', exitCode: 0 })
  const refused = (why: string) => ({ command: line, stdout: '', stderr: `${why}\n`, exitCode: 1 })
  const nodes = nameableNodes(buildImage(world))
  const action = parseSimulatorLine(line, nodes)
  switch (action.kind) {
    case 'help':
      return said(helpText(t, nodes))
    case 'error': {
      const { suggestion } = action
      return refused(
        t(action.key, action.params) + (suggestion === null ? '' : ` ${t('simulator.didYouMean', { suggestion })}`),
      )
    }
    case 'command': {
      const error = refuse(world, action.command)
      if (error !== null) return refused(error)
      simulatorModel.applyCommand(world, action.command)
      const failure = action.command.type === 'StartNode' ? startFailure(world, action.command.node) : undefined
      if (failure !== undefined) return refused(failure)
      return said(`${t('simulator.done', { at: formatClock(world.nowUs) })}\n`)
    }
    default:
      return passTime(world, action)
        ? said(`${formatClock(world.nowUs)}\n`)
        : refused(`${line.trim()}: a script only goes on`)
  }
}

/** What a process died of that was to start just now. */
function startFailure(world: World, node: string): string | undefined {
  return buildImage(world).brokers.get(node)?.startFailure
}

/** False for a way back, which only a page has. How fast time passes is of no account where nobody watches. */
function passTime(world: World, action: SimulatorAction): boolean {
  if (action.kind === 'undo' || (action.kind === 'step' && action.direction === 'back')) return false
  if (action.kind === 'seek') {
    if (action.atUs < world.nowUs) return false
    run(world, { untilUs: action.atUs })
  }
  if (action.kind === 'step') {
    const before = world.lastHappeningId
    const until = () => action.to === 'event' || world.lastHappeningId !== before
    run(world, { untilUs: world.nowUs + LONGEST_STEP_US, until })
  }
  return true
}

/** In a cluster where nothing happens, a step to the next happening ends all the same. */
const LONGEST_STEP_US = 600_000_000

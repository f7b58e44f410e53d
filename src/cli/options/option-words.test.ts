import { expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { profileNames } from '../../kafka/profile/registry.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { TOOL_WORDS } from '../../kafka/profile/tool-words.ts'
import { type SaidOption, saidOptions } from '../../testing/said-options.ts'
import { commandsOf } from '../commands/registry.ts'
import { SHELL_WORDS } from '../shell/shell-words.ts'

const SAID: readonly SaidOption[] = profileNames().flatMap(saidOptions)
const OF_JOPT = SAID.filter(({ profile, tool }) => Object.hasOwn(toolsOf(profile).options, tool))
const at = ({ profile, tool, name }: SaidOption) => `${profile} ${tool} ${name}`

test('every option and every sub-command of every tool is explained, in every version', () => {
  expect(SAID.length).toBeGreaterThan(600)
  // Without words an option is named only.
  expect(
    SAID.filter(({ name, words }) => words === '' || words === `${name.replaceAll(/[-.]/g, ' ').trim()}.`),
  ).toEqual([])
})

test('in one line that is a sentence', () => {
  const lines = [
    ...SAID.map((said) => [at(said), said.words] as const),
    ...Object.entries(TOOL_WORDS),
    ...Object.entries(SHELL_WORDS),
  ]
  expect(lines.filter(([, words]) => words.length > 140 || !/[.:]$/.test(words))).toEqual([])
})

test('nothing is said of an option or a tool that no version has', () => {
  for (const profile of profileNames())
    for (const [option, lines] of Object.entries(toolsOf(profile).optionDescriptions)) {
      const users = OF_JOPT.filter(({ name }) => name === `--${option}`)
      const tools = typeof lines === 'string' ? [] : Object.keys(lines).filter((tool) => tool !== 'else')
      expect([option, users.length > 0]).toEqual([option, true])
      expect([option, tools.filter((tool) => users.every((user) => user.tool !== tool))]).toEqual([option, []])
    }
})

test('every script that people call is explained', () => {
  for (const profile of profileNames()) {
    const scripts = [...toolsOf(profile).scripts, ...commandsOf(profile).names()].filter((name) => name.endsWith('.sh'))
    expect(scripts.filter((name) => !Object.hasOwn(TOOL_WORDS, name.replace(/\.sh$/, '')))).toEqual([])
  }
})

test('every program that the shell knows is explained', () => {
  const programs = commandsOf(profileNames()[0]!)
    .names()
    .filter((name) => !name.endsWith('.sh'))
  expect(programs.filter((name) => !Object.hasOwn(SHELL_WORDS, name))).toEqual([])
})

/** Sentences of the fidelity page that name what works and what does not are held against the simulator itself. */
import { expect, test } from 'vitest'
import { DEFAULT_PROFILE, profileOf } from '../kafka/profile/registry.ts'
import { refuseNotSimulated } from '../kafka/profile/without-effect.ts'
import { workstationBench } from '../testing/workstation-bench.ts'
import { simplifications } from './fidelity.ts'

const said = (topic: string) => simplifications.find(({ topic: { en } }) => en === topic)?.here.en ?? ''
const exitCodeOf = (script: string) => workstationBench().script(script).at(-1)?.exitCode

test.each([
  ['pipes', 'echo a | cat'],
  ['here-documents', 'cat <<END\na\nEND'],
  ['variables', 'a=1; echo $a'],
  ['conditions', 'if true; then echo a; fi'],
  ['loops', 'for i in 1 2; do echo $i; done'],
  ['functions', 'f() { echo $1; }; f a'],
  ['command substitution', 'echo $(echo a)'],
  ['background jobs', 'sleep 1 & wait'],
  ['grep', 'echo a | grep a'],
  ['sed', 'echo a | sed s/a/b/'],
  ['sort', 'echo a | sort'],
  ['cut', 'echo a | cut -c1'],
  ['awk', "echo a | awk '{ print $1 }'"],
  ['find', 'find .'],
  ['xargs', 'echo a | xargs echo'],
  ['process substitution', 'cat <(echo a)'],
  ['alias', 'alias a=b'],
])('the shell is said to have %s, and has it', (name, script) => {
  expect(said('Command line').split('. ')[0]).toContain(name)
  expect(exitCodeOf(script)).toBe(0)
})

test.each([
  ['select', 'select x in a b; do echo $x; break; done'],
  ['coproc', 'coproc cat'],
  ['shopt', 'shopt -s nullglob'],
])('the shell is said to miss %s, and misses it', (name, script) => {
  expect(said('Command line')).toMatch(new RegExp(`${name}.* missing`))
  expect(exitCodeOf(script)).toBeGreaterThan(0)
})

test('jq is said to lack substitutions, and refuses them aloud', () => {
  expect(said('Command line')).toContain('substitutes (sub, gsub)')
  expect(exitCodeOf('jq -n \'"a" | gsub("a"; "b")\'')).toBe(2)
  expect(exitCodeOf("echo '{}' | jq .")).toBe(0)
})

test('a consumer of the new group protocol is refused, as it is said to be', () => {
  expect(said('Groups')).toContain('group.protocol=consumer) does not start')
  expect(
    refuseNotSimulated(profileOf(DEFAULT_PROFILE).configs.consumer, { 'group.protocol': 'consumer' }),
  ).not.toBeNull()
})

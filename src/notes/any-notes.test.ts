// Whatever a file says, it becomes a page: nothing throws, nothing hangs, and every line of a block has its role.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { savingLines, withoutComments } from './block-files.ts'
import { readKeptNotes } from './kept-notes.ts'
import { readNotes } from './read-notes.ts'

/** The course notes; absent where the product stands alone. */
const COURSE = '../shared/seeds'
const LONGEST_MS = 2_000

const own = `---
title: 연습
---
# 토픽
- 만들기
\`\`\`bash
bin/kafka-topics.sh \\
--create \\ # 만들기
—-partitions 3 \\
--topic “orders”
\`\`\`
| 이름 | 값 |
|---|---|
| a | 1 |

\`\`\`sh
$ kafka-console-producer.sh --topic orders
>hello
>key1:no1
\`\`\`
\`\`\`json
// plan
{"partitions": [1]}
\`\`\`
\`\`\`
bin/kafka-console-consumer.sh --topic orders --group g
--from-beginning
=====
hello
cat > plan.json <<EOF
\`\`\`
<aside onclick="x()">![a](javascript:x) [b](data:text/html,x)</aside>
`

const asciidoc = `= 연습
:kafka: bin

== 토픽

[source,bash]
----
$ {kafka}/kafka-topics.sh --create \\ # <1>
  --topic orders <2>
> hello
----
<1> 만든다
* 하나
** *굵게* _b_ link:x[y] image::a.png[b]

|===
|이름 |값

|a
|1
|===

[,properties]
acks=all

++++
<aside onclick="x()">a</aside>
++++
NOTE: 조심
`

const course = existsSync(COURSE)
  ? readdirSync(COURSE)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFileSync(`${COURSE}/${name}`, 'utf8'))
  : []

/** Pieces that break what stands beside them. */
const piece = fc.oneof(
  fc.constantFrom(
    ...'``` ~~~ ```bash \\ \\\\ " \' $ > # — ” \u00a0 \u3000 \r\n <<EOF <<< $( )) | & ; { [ ]( <script> <!-- --> &amp; **  \t  ==== - 1. > > \u0000 \ud800 \u200b ┌'.split(
      ' ',
    ),
    '\n',
    '    ',
    `${'>'.repeat(300)}`,
    `${'['.repeat(300)}`,
    `${'*_'.repeat(200)}`,
    `${'`'.repeat(200)} `,
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const cut = fc.record({ at: fc.nat(), length: fc.nat(40), piece })

/** Cuts pieces out of notes and puts others in. */
const mutated = fc
  .tuple(fc.constantFrom(own, asciidoc, ...course), fc.array(cut, { minLength: 1, maxLength: 25 }))
  .map(([text, cuts]) =>
    cuts.reduce((sofar, { at, length, piece: put }) => {
      const place = at % (sofar.length + 1)
      return sofar.slice(0, place) + put + sofar.slice(place + length)
    }, text),
  )

test('mutated notes', () => {
  // A failure prints the seed and the path that play it again.
  fc.assert(
    fc.property(mutated, fc.constantFrom('markdown' as const, 'asciidoc' as const), (text, format) => {
      const began = performance.now()
      const { blocks, html, headings } = readNotes(text, format)
      expect(performance.now() - began).toBeLessThan(LONGEST_MS)
      expect([typeof html, headings.every(({ level }) => level >= 1 && level <= 6)]).toEqual(['string', true])
      for (const block of blocks) {
        expect(block.kind === 'shell' ? block.roles.length : block.text.split('\n').length).toBe(
          block.text.split('\n').length,
        )
        const lines = block.pastes.flatMap(({ lines, input }) => [...lines, ...input])
        expect(lines.length).toBeLessThanOrEqual(block.text.split('\n').length)
        withoutComments(block.text)
        if (block.file !== null) expect(savingLines(block.text, block.file).length).toBeGreaterThan(2)
      }
    }),
    { numRuns: 2_000, seed: 9 },
  )
}, 240_000)

test('what was kept, damaged in any way, is read or refused', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (notes, parts) => {
      const kept = readKeptNotes({ version: 1, notes: { name: 'a.md', text: 'b', ...(notes as object) }, parts })
      expect(kept === null || Array.isArray(kept.parts)).toBe(true)
      readKeptNotes(notes)
    }),
    { numRuns: 500, seed: 9 },
  )
})

test.skipIf(course.length === 0)('the course notes: every block of them is known for what it is', () => {
  const read = course.map((text) => readNotes(text, 'markdown'))
  expect(read.map(({ headings }) => headings.length)).toEqual([20, 6, 31, 20, 16])
  expect(read.map(({ blocks }) => blocks.map(({ kind }) => kind).join(' '))).toEqual([
    'text text',
    '',
    `${'shell '.repeat(4)}properties ${'shell '.repeat(17)}json shell`,
    'sql',
    'java properties',
  ])
  const files = read[2]!.blocks.flatMap(({ file }) => file ?? [])
  expect(files.map(({ name }) => name)).toEqual(['config/server.properties', 'delete-topic.json'])
})

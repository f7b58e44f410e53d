import { describe, expect, test } from 'vitest'
import { savingLines, withoutComments } from './block-files.ts'
import { readNotes } from './read-notes.ts'

const read = (text: string) => readNotes(text, 'markdown')
const kinds = (text: string) => read(text).blocks.map(({ kind }) => kind)
const fence = (label: string, text: string) => `\`\`\`${label}\n${text}\n\`\`\`\n`

describe('notes as a page', () => {
  test('front matter is no prose; its title is the page’s', () => {
    const { title, html, headings } = read('---\ntitle: "카프카 소개"\nlayout: post\n---\n# 시작\n')
    expect([title, headings.map(({ text }) => text)]).toEqual(['카프카 소개', ['시작']])
    expect(html).not.toContain('layout')
  })

  test('headings by level, and by the names that links within notes use', () => {
    expect(read('# 카프카 설치\n## `bin` 안내\n## 카프카 설치\n').headings).toEqual([
      { level: 1, text: '카프카 설치', slug: '카프카-설치' },
      { level: 2, text: 'bin 안내', slug: 'bin-안내' },
      { level: 2, text: '카프카 설치', slug: '카프카-설치-1' },
    ])
  })

  test('emphasis that ends before a Korean particle', () => {
    expect(read('**파티션(Partition)**으로 나뉜다').html).toContain('<strong>파티션(Partition)</strong>으로')
  })

  test('handlers and styles in tags are gone before a browser reads them', () => {
    expect(read('<p onclick="a()" style=color:red title="b">c</p>\n\nd <b ONCLICK=a()>e</b>').html).not.toMatch(
      /on\w+=|style/i,
    )
  })

  test('a block’s place is named by a mark that the file cannot know', () => {
    const { html } = readNotes(`<div data-block="block-0"></div>\n\n${fence('sh', 'ls')}`, 'markdown', 'secret')
    expect(html).toContain('data-block="secret-0"')
  })

  test('Windows line ends and a byte order mark change nothing', () => {
    const text = `# A\n\n${fence('bash', 'ls \\\n-l')}`
    expect(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(read(text))
  })

  test('AsciiDoc becomes the same page: title, headings, emphasis, tables and blocks', () => {
    const { html, headings, blocks } = readNotes(
      `= 카프카 설치
:kafka: /usr/local/kafka

== 토픽 *만들기*

[source,console,subs=attributes]
----
$ cd {kafka}
$ bin/kafka-topics.sh --list
----

|===
|이름 |값

|acks
|all
|===

NOTE: 조심하세요.

[,java]
----
class A {}
----
`,
      'asciidoc',
    )
    expect(headings.map(({ level, text }) => [level, text])).toEqual([
      [1, '카프카 설치'],
      [2, '토픽 만들기'],
    ])
    expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['shell', '$ cd /usr/local/kafka\n$ bin/kafka-topics.sh --list'],
      ['java', 'class A {}'],
    ])
    expect(html).toContain('<td>acks</td>')
    expect(html).toContain('조심하세요.')
  })

  test('AsciiDoc’s callouts are no part of a command, a value or a program', () => {
    const { blocks } = readNotes(
      `[source,bash]
----
bin/kafka-topics.sh --create \\ # <1>
  --topic orders <2>
grep "<1>" notes.txt
----
<1> 만든다
<2> 이름

[source,properties]
----
acks=all <1>
retries=3 # <2>
----

[source,sh]
bin/kafka-topics.sh \\
  --list // <1>

끝
`,
      'asciidoc',
    )
    expect(blocks.map(({ text }) => text)).toEqual([
      'bin/kafka-topics.sh --create \\\n  --topic orders # ②\ngrep "<1>" notes.txt',
      'acks=all\nretries=3',
      'bin/kafka-topics.sh \\\n  --list # ①',
    ])
  })

  test.each([
    ['a line that is longer than people write', `= A\n\n${'<<'.repeat(2_000)}\n`],
    ['attributes that would fill the memory', `= A\n:a: lol\n${':a: {a}{a}\n'.repeat(40)}\n{a}\n`],
  ])('AsciiDoc with %s is shown as it was written', (_, text) => {
    const { asWritten, blocks } = readNotes(text, 'asciidoc')
    expect([asWritten, blocks.map((block) => block.text)]).toEqual([true, [text]])
  })

  test('scripts in AsciiDoc’s passthrough go the way of all HTML: to the sanitiser', () => {
    const { html } = readNotes('++++\n<p onclick="a()">b</p>\n++++\n', 'asciidoc')
    expect(html).not.toContain('onclick')
  })
})

describe('what a block is', () => {
  test('by its label', () => {
    const labels = [
      'shell',
      'bash',
      'sh',
      'console',
      'zsh',
      'json',
      'properties',
      'java',
      'sql',
      'yaml',
      'Bash title="x"',
    ]
    expect(kinds(labels.map((label) => fence(label, 'kafka-topics.sh --list')).join('\n'))).toEqual([
      'shell',
      'shell',
      'shell',
      'shell',
      'shell',
      'json',
      'properties',
      'java',
      'sql',
      'text',
      'shell',
    ])
  })

  test('without one, by what it looks like; indented ones too', () => {
    expect(kinds(fence('', 'kafka-topics.sh --list'))).toEqual(['shell'])
    expect(kinds('글\n\n    $ ls\n    a.txt\n')).toEqual(['shell'])
    expect(kinds(fence('', '// plan\n{"a": 1}'))).toEqual(['json'])
    expect(kinds(fence('', 'log.dirs=/tmp/a'))).toEqual(['properties'])
    expect(kinds(fence('', 'SELECT * FROM orders;'))).toEqual(['sql'])
    expect(kinds(fence('', 'public class App {}'))).toEqual(['java'])
    expect(kinds(fence('text', '브로커는 파일에 쓴다'))).toEqual(['text'])
  })

  test('a setting is no command, whatever the fence says', () => {
    expect(kinds(fence('shell', 'plugin.path=/var/connectors'))).toEqual(['properties'])
    expect(kinds(fence('shell', 'KAFKA_HOME=/opt/kafka'))).toEqual(['shell'])
  })

  test('a fence that never ends, and one in a list', () => {
    expect(kinds('```bash\nls')).toEqual(['shell'])
    expect(kinds('- first\n  ```bash\n  ls\n  ```\n')).toEqual(['shell'])
  })
})

describe('files', () => {
  const plan = fence(
    'json',
    '// 지울 곳\n{"partitions": [{"topic": "orders", "partition": 0, "offset": 5}],\n\t"version": 1}',
  )
  const use = fence(
    'bash',
    'bin/kafka-delete-records.sh --bootstrap-server my-kafka:9092 \\\n--offset-json-file plan.json # 파일',
  )
  const files = (text: string) =>
    read(text).blocks.map(({ file }) => file && (file.append ? `+${file.name}` : file.name))

  test('JSON is the file that a later block names', () => {
    expect(files(plan + use)).toEqual(['plan.json', null])
    expect(files(plan + plan + use)).toEqual([null, 'plan.json', null])
    expect(files(use + plan)).toEqual([null, null])
  })

  test('not where a command has written that file itself', () => {
    expect(files(plan + fence('sh', "echo '{}' > plan.json\ncat plan.json"))).toEqual([null, null])
  })

  test('a comment on top names it, and so may the fence', () => {
    expect(files(fence('text', '# config/server.properties\nlog.dirs=/a'))).toEqual(['+config/server.properties'])
    expect(files(fence('json title="move.json"', '{}'))).toEqual(['move.json'])
    expect(
      files(fence('properties', 'acks=all') + fence('sh', 'kafka-topics.sh --command-config my.properties')),
    ).toEqual(['my.properties', null])
  })

  test('written by what a user would type, whatever stands in it', () => {
    expect(savingLines('{\n\t"a": 1\n}\n', { name: 'a.json', append: false })).toEqual([
      "cat > a.json <<'EOF'",
      '{',
      '\t"a": 1',
      '}',
      'EOF',
    ])
    expect(savingLines('a=1\nEOF', { name: 'b', append: true })).toEqual(["cat >> b <<'EOF_'", 'a=1', 'EOF', 'EOF_'])
  })

  test('a comment makes it no JSON, which Kafka’s tools refuse; without it, it is', () => {
    expect(withoutComments('// why\n{"a": "//no"} // all')).toBe('{"a": "//no"} ')
    expect(withoutComments('{"a": 1}')).toBeNull()
    expect(withoutComments('{"a": ')).toBeNull()
  })
})

import { afterEach, expect, test } from 'vitest'
import { shellBlocks, textOf } from './shell-blocks.ts'

afterEach(() => document.body.replaceChildren())

/** What the blocks of a page say that would get a button. */
function blocksOf(html: string): readonly string[] {
  document.body.innerHTML = html
  return shellBlocks(document).map(({ text }) => textOf(text))
}

const TOPICS = 'kafka-topics.sh --bootstrap-server my-kafka:9092 --list'

test.each([
  [
    'Jekyll, Rouge',
    `<div class="language-shell highlighter-rouge"><div class="highlight"><pre class="highlight"><code>ls</code></pre></div></div>`,
  ],
  [
    'Jekyll, {% highlight bash %}',
    `<figure class="highlight"><pre><code class="language-bash" data-lang="bash">ls</code></pre></figure>`,
  ],
  [
    'MkDocs, Pygments',
    `<div class="language-bash highlight"><pre><span></span><code><span class="nb">ls</span>\n</code></pre></div>`,
  ],
  ['MkDocs without Pygments, mdBook', `<pre><code class="language-bash hljs">ls\n</code></pre>`],
  [
    'Docusaurus',
    `<div class="language-bash codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockContent_QJqH"><pre class="prism-code language-bash codeBlock_bY9V thin-scrollbar"><code class="codeBlockLines_e6Vv"><span class="token-line"><span class="token function">ls</span><br></span></code></pre></div></div>`,
  ],
  ['GitHub', `<div class="highlight highlight-source-shell"><pre>ls</pre></div>`],
  ['GitHub, console', `<div class="highlight highlight-text-shell-session"><pre>ls</pre></div>`],
  [
    'Sphinx',
    `<div class="highlight-console notranslate"><div class="highlight"><pre><span></span>ls\n</pre></div></div>`,
  ],
  ['highlight.js of old', `<pre><code class="bash">ls</code></pre>`],
])('a block that is labelled as shell: %s', (_, html) => {
  expect(blocksOf(html)).toEqual(['ls'])
})

test.each([
  ['nothing around it', `<pre><code>${TOPICS}</code></pre>`],
  [
    'Rouge says plaintext',
    `<div class="language-plaintext highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${TOPICS}\n</code></pre></div></div>`,
  ],
  ['Docusaurus says text', `<pre class="prism-code language-text"><code>${TOPICS}</code></pre>`],
  ['codehilite says nothing', `<div class="codehilite"><pre><span></span><code>${TOPICS}\n</code></pre></div>`],
])('a block of no language that begins with a command of Kafka: %s', (_, html) => {
  expect(blocksOf(html)).toEqual([TOPICS])
})

test.each([
  `$ ${TOPICS}`,
  `# lists the topics\n${TOPICS}`,
  'bin/zookeeper-shell.sh localhost:2181 ls /',
  '$KAFKA_HOME/bin/kafka-topics.sh --list',
  'C:\\kafka\\bin\\windows\\kafka-topics.bat --list',
  'KAFKA_HEAP_OPTS="-Xmx400m" bin/kafka-server-start.sh config/server.properties',
  'docker exec -it kafka /opt/kafka/bin/kafka-topics.sh --list',
  'kafka-topics --list',
])('of no language: %s', (text) => {
  const pre = document.createElement('pre')
  pre.textContent = text
  expect(blocksOf(pre.outerHTML)).toEqual([text])
})

test.each([
  ['Java that names a tool', '<pre><code class="language-java">kafka-topics.sh</code></pre>'],
  ['properties', '<div class="language-properties highlighter-rouge"><pre><code>broker.id=0</code></pre></div>'],
  ['output', '<pre><code>Created topic hello.kafka.</code></pre>'],
  [
    'line numbers beside the code',
    '<table class="highlighttable"><tr><td class="linenos"><pre>1</pre></td></tr></table>',
  ],
  ['prose about kafka-topics.sh', '<pre>The tool kafka-topics.sh lists them</pre>'],
])('no block for a shell: %s', (_, html) => {
  expect(blocksOf(html)).toEqual([])
})

test('the button comes after all that belongs to one block, and before the next', () => {
  document.body.innerHTML = `<div class="highlight-area">${`<div class="language-bash highlighter-rouge"><div class="highlight"><pre><code>ls</code></pre></div></div>`.repeat(2)}</div>`
  const ends = shellBlocks(document).map(({ end }) => end.className)
  expect(ends).toEqual(['language-bash highlighter-rouge', 'language-bash highlighter-rouge'])
})

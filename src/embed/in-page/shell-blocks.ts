/** Which blocks of a page are for a shell, by the class names that generators of pages give them, and what stands in them. */

/** The element around a block's text, and the one that the block ends with. */
export interface ShellBlock {
  readonly text: HTMLElement
  /** What belongs to the block comes after this element. */
  readonly end: HTMLElement
}

const SHELL = /^(shell|bash|sh|zsh|console|shell-?session|sh-session|terminal)$/i
/** What generators write where the author wrote nothing. */
const UNLABELLED = /^(text|txt|plain|plaintext|none|default|nohighlight|no-highlight|undefined)$/i
/** `language-bash` (highlight.js, Prism, Rouge, Pymdown), `lang-bash`, `highlight-source-shell` and `highlight-text-shell-session` (GitHub), `highlight-bash` (Sphinx). */
const LABEL = /^(?:language-|lang-|highlight-(?:source-|text-)?)(.+)$/
/** What a generator puts around a block. */
const AROUND = '[class*=highlight],[class*=language-],[class*=codeBlock],[class*=codehilite],.codeblock'
/** The first command: of Kafka, or one that runs Kafka's in a container; behind a prompt, a path, settings of variables. */
const KAFKA =
  /^\s*(?:[$>#%]\s+)?(?:\w+=\S*\s+)*(?:(?:docker|kubectl)\s.*?\s)?(?:\S*[\\/])?(?:kafka|zookeeper|connect)-[a-z-]+(?:\.sh|\.bat)?(?=\s|$)/

/** The shell blocks under `root`, in their order. */
export function shellBlocks(root: ParentNode): readonly ShellBlock[] {
  return [...root.querySelectorAll('pre')].flatMap((pre) => {
    if (pre.querySelector('pre') !== null || pre.closest('kafka-scope') !== null) return []
    const text = pre.querySelector('code') ?? pre
    const end = endOf(pre)
    return isForShell(labelsOf(text, end), textOf(text)) ? [{ text, end }] : []
  })
}

/** As it is shown: where a line is an element of its own, only what is rendered has the lines' ends. */
export function textOf(element: HTMLElement): string {
  return (element.innerText ?? element.textContent ?? '').replace(/\r/g, '').replace(/\n+$/, '')
}

function isForShell(labels: readonly string[], text: string): boolean {
  const named = labels.filter((label) => !UNLABELLED.test(label))
  return named.length > 0 ? named.some((label) => SHELL.test(label)) : KAFKA.test(firstCommand(text))
}

function firstCommand(text: string): string {
  return (
    text.split('\n').find((line) => line.trim() !== '' && !/^\s*#(?!\s*\S*(kafka|zookeeper|connect)-)/.test(line)) ?? ''
  )
}

/** From the innermost element on: the first that names a language decides. */
function labelsOf(text: HTMLElement, end: HTMLElement): readonly string[] {
  for (let at: HTMLElement | null = text; at !== null; at = at.parentElement) {
    const labels = [...at.classList].flatMap((name) => LABEL.exec(name)?.[1] ?? (SHELL.test(name) ? [name] : []))
    if (at.dataset.lang !== undefined) labels.push(at.dataset.lang)
    if (labels.length > 0) return labels
    if (at === end) break
  }
  return []
}

/** The outermost element that is around this block alone. */
function endOf(pre: HTMLElement): HTMLElement {
  let end = pre
  for (
    let at = pre.parentElement;
    at?.matches(AROUND) && at.querySelectorAll('pre').length === 1;
    at = at.parentElement
  )
    end = at
  return end
}

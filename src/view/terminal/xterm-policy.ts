/**
 * The page's security policy forbids injected style elements. In a build, xterm.js's are inert `<xterm-style>` elements
 * (see `vite.config.ts`); their text is kept here in constructed style sheets, which the policy allows.
 */
export function adoptXtermStyles(root: HTMLElement): () => void {
  const sheets = new Map<Element, CSSStyleSheet>()
  const adopt = () => {
    for (const element of root.querySelectorAll('xterm-style')) {
      const known = sheets.get(element)
      const sheet = known ?? new CSSStyleSheet()
      if (known === undefined) {
        sheets.set(element, sheet)
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      }
      sheet.replaceSync(element.textContent ?? '')
    }
  }
  const observer = new MutationObserver((mutations) => {
    const touched = mutations.some(({ target }) => target.nodeName === 'XTERM-STYLE' || hasStyle(target))
    if (touched) adopt()
  })
  observer.observe(root, { childList: true, subtree: true, characterData: true })
  adopt()
  return () => {
    observer.disconnect()
    const gone = new Set(sheets.values())
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !gone.has(sheet))
  }
}

function hasStyle(target: Node): boolean {
  return (
    target.parentNode?.nodeName === 'XTERM-STYLE' || (target as Partial<Element>).querySelector?.('xterm-style') != null
  )
}

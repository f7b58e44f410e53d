declare module 'downdoc' {
  /** Markdown of an AsciiDoc document. */
  export default function downdoc(
    asciidoc: string,
    options?: { readonly attributes?: Readonly<Record<string, string>> },
  ): string
}

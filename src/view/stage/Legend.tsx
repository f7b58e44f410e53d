import { useEffect, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { detailsOf } from '../kinds/details.ts'
import { LEGEND_BOX, type LegendEntry, legendSections } from '../kinds/kind-view.ts'
import { Wire } from '../kinds/link/WireMark.tsx'
import { kindViews } from '../kinds/registry.ts'
import { readPalette, readTokensOf } from '../painting/palette.ts'
import { sampleBrush } from '../painting/sample-brush.ts'
import { sceneOf } from '../scenes/registry.ts'
import type { Scene } from '../scenes/scene.ts'
import { useThemeVersion } from './use-theme.ts'
import './legend.css'

/** What each mark on the stage means, in words; the marks themselves are only for the eye, and the stage's own. */
export function Legend() {
  const t = useT()
  const scene = useImageStore(({ image }) => sceneOf(image))
  const entries = [...edgeEntries(scene), ...kindViews.flatMap(({ kind }) => detailsOf(kind)?.legend ?? [])]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and only what has the focus scrolls by keys.
    <div className="legend" tabIndex={0}>
      {legendSections.map((section) => (
        <section key={section}>
          <h3>{t(`legend.title.${section}`)}</h3>
          <ul>
            {entries
              .filter((entry) => entry.section === section)
              .map((entry) => (
                <li key={entry.text(t)}>
                  <span className="legend-mark" aria-hidden="true">
                    {entry.Mark === undefined ? <PaintedMark paint={entry.paint} /> : <entry.Mark />}
                  </span>
                  <span>{entry.text(t)}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function edgeEntries({ edgeKinds }: Scene): readonly LegendEntry[] {
  return Object.values(edgeKinds).flatMap(({ className, legend }) =>
    legend === undefined ? [] : [{ section: 'wires', text: legend, Mark: () => <Wire state={className} /> }],
  )
}

function PaintedMark({ paint }: Pick<LegendEntry, 'paint'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useThemeVersion()
  const { width, height } = LEGEND_BOX
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme version means new tokens to read.
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null
    if (canvas.current === null || context === null) return
    const ratio = Math.max(1, window.devicePixelRatio)
    canvas.current.width = width * ratio
    canvas.current.height = height * ratio
    context.scale(ratio, ratio)
    paint?.(sampleBrush(context, readPalette(readTokensOf(document.documentElement)), ratio))
  }, [paint, theme])
  return <canvas ref={canvas} style={{ width, height }} />
}

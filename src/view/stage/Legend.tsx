import type { ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'
import './legend.css'

/** Each mark as the stage draws it, in a box of 40 by 22. */
const marks = {
  record: (
    <>
      <rect className="fill-key-1" x="4" y="1" width="32" height="20" rx="5" />
      <text className="on-key" x="20" y="15.5">
        A7
      </text>
    </>
  ),
  copy: (
    <>
      <rect className="fill-key-1 is-faint" x="4" y="1" width="32" height="20" rx="5" />
      <text x="20" y="15.5">
        A7
      </text>
    </>
  ),
  uncommitted: (
    <>
      <path className="line" d="M8 21 26 3M16 21 34 3M24 21l11-11M5 15 17 3" />
      <rect className="stroke-key-1" x="4" y="1.5" width="32" height="19" rx="5" />
    </>
  ),
  noKey: <rect className="stroke-mark" x="4" y="1.5" width="32" height="19" rx="5" />,
  next: <rect className="stroke-next" x="4" y="1.5" width="32" height="19" rx="5" />,
  highWatermark: (
    <>
      <path className="stroke-bad" d="M20 3v18" />
      <rect className="fill-bad" x="8" y="1" width="24" height="12" rx="3" />
      <text className="on-bad" x="20" y="10.5">
        HW
      </text>
    </>
  ),
  logEnd: <path className="stroke-ink" d="M20 8v13" />,
  logStart: (
    <>
      <path className="stroke-ink" d="M13 1v20" />
      <path className="fill-mark" d="m26 11 6-5v10z" />
    </>
  ),
  lost: <path className="stroke-bad" d="m14 5 12 12M26 5 14 17" />,
  duplicate: (
    <>
      <rect className="stroke-warn" x="4" y="3.5" width="30" height="17" rx="5" />
      <text className="warn" x="29" y="11">
        ×2
      </text>
    </>
  ),
  leader: (
    <>
      <rect className="fill-ink" x="1" y="3" width="18" height="16" rx="5" />
      <text className="on-ink" x="10" y="15">
        L
      </text>
      <rect className="stroke-mark" x="22" y="3.5" width="17" height="15" rx="5" />
      <text x="30.5" y="15">
        F
      </text>
    </>
  ),
  strip: (
    <>
      <rect className="fill-accent" x="2" y="8" width="26" height="6" />
      <rect className="fill-key-2" x="28" y="8" width="8" height="6" />
    </>
  ),
  controller: (
    <>
      <path className="fill-accent" d="m12 4 7 7-7 7-7-7z" />
      <path className="stroke-accent" d="m29 5 6 6-6 6-6-6z" />
    </>
  ),
  position: <path className="stroke-group-1" d="m20 5 7 12H13z" />,
  committed: (
    <>
      <path className="stroke-group-1" d="M13 2v19" />
      <rect className="fill-group-1" x="13" y="5" width="15" height="13" rx="2" />
      <text className="on-group" x="20.5" y="15.5">
        H
      </text>
    </>
  ),
  groupLeader: (
    <text x="20" y="16">
      ★
    </text>
  ),
  lag: (
    <>
      <rect className="fill-line" x="2" y="8" width="36" height="6" rx="3" />
      <rect className="fill-ok" x="2" y="8" width="14" height="6" rx="3" />
    </>
  ),
  pill: (
    <>
      <rect className="fill-key-1" x="3" y="3" width="16" height="16" rx="5" />
      <text className="on-key" x="11" y="15">
        A
      </text>
      <rect className="fill-key-1" x="21" y="3" width="18" height="16" rx="8" />
      <text className="on-key is-small" x="30" y="14.5">
        ×3
      </text>
    </>
  ),
  acknowledgement: <circle className="stroke-ok" cx="20" cy="11" r="5" />,
  request: <circle className="fill-mark" cx="20" cy="11" r="3" />,
  crowd: (
    <>
      <circle className="fill-key-1" cx="10" cy="8" r="4" />
      <circle className="fill-key-2" cx="20" cy="14" r="4" />
      <circle className="fill-key-3" cx="30" cy="8" r="4" />
    </>
  ),
  broken: <path className="fill-bad" d="M18 5.5a5 5 0 0 0 0 10zM22 7.5a5 5 0 0 1 0 10z" />,
  held: (
    <>
      <rect className="stroke-mark" x="13" y="2" width="20" height="14" rx="4" />
      <rect className="stroke-mark is-filled" x="8" y="6" width="20" height="14" rx="4" />
      <text x="18" y="17.5">
        3
      </text>
    </>
  ),
  tray: (
    <>
      <rect className="fill-sunken" x="1" y="2" width="38" height="18" rx="4" />
      <rect className="fill-key-1" x="4" y="4" width="13" height="12" rx="3" />
      <path className="stroke-accent" d="M2 19h14" />
    </>
  ),
  wire: <path className="stroke-wire" d="M1 11h38" />,
  replication: <path className="stroke-wire is-dotted" d="M1 11h38" />,
  cut: (
    <>
      <path className="stroke-bad is-cut" d="M1 11h38" />
      <path className="stroke-bad" d="m15 6 10 10M25 6 15 16" />
    </>
  ),
  slow: <path className="stroke-warn is-slow" d="M1 11h38" />,
  chosen: <path className="stroke-accent" d="M1 11h38" />,
} satisfies Record<string, ReactNode>

type MarkName = keyof typeof marks

const sections = [
  ['records', ['record', 'copy', 'uncommitted', 'noKey', 'next', 'highWatermark', 'logEnd', 'logStart']],
  ['roles', ['leader', 'strip', 'controller']],
  ['readers', ['position', 'committed', 'groupLeader', 'lag']],
  ['messages', ['pill', 'acknowledgement', 'request', 'crowd', 'held', 'tray']],
  ['wires', ['wire', 'replication', 'chosen']],
  ['trouble', ['lost', 'duplicate', 'broken', 'cut', 'slow']],
] as const satisfies readonly (readonly [string, readonly MarkName[]])[]

/** What each mark on the stage means, in words; the marks themselves are only for the eye. */
export function Legend() {
  const t = useT()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and only what has the focus scrolls by keys.
    <div className="legend" tabIndex={0}>
      {sections.map(([section, names]) => (
        <section key={section}>
          <h3>{t(`legend.title.${section}`)}</h3>
          <ul>
            {names.map((name) => (
              <li key={name}>
                <svg className="legend-mark" viewBox="0 0 40 22" width="40" height="22" aria-hidden="true">
                  {marks[name]}
                </svg>
                <span>{t(`legend.${name}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

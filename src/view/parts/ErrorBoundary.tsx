import { Component, type ReactNode } from 'react'
import { t } from '../../i18n/index.ts'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

/** Keeps a failure of one part of the page from taking the others, and the run, with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: unknown }> {
  override readonly state: { readonly error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <div className="stage-loading" role="alert">
        <strong>{t('app.failedTitle')}</strong>
        <span>{t('app.failedText')}</span>
        <span className="mono muted">{String(this.state.error)}</span>
        <div>
          <button type="button" className="button" onClick={() => this.setState({ error: null })}>
            {t('app.tryAgain')}
          </button>
        </div>
      </div>
    )
  }
}

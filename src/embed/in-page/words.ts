/** What the page around the frame is shown, by its language. */

export type Language = 'ko' | 'en'

export const WORDS: Readonly<
  Record<Language, { readonly run: string; readonly about: string; readonly frame: string }>
> = {
  en: {
    run: 'Run',
    about: 'Runs this block in a Kafka cluster in this page',
    frame: 'Kafkascope: a Kafka cluster to take apart',
  },
  ko: {
    run: '실행',
    about: '이 블록을 이 페이지 안의 카프카 클러스터에서 실행합니다',
    frame: 'Kafkascope: 직접 망가뜨려 보는 카프카 클러스터',
  },
}

/** Korean or English by the nearest `lang`, English for every other. */
export function languageOf(named: string | null | undefined): Language {
  return /^ko\b/i.test(named ?? '') ? 'ko' : 'en'
}

/** The picture of an editor that somebody has opened in a terminal. */

export interface EditorImage {
  readonly processId: number
  /** `vi`, `nano` */
  readonly program: string
  /** As it was typed. */
  readonly name: string
  readonly path: string
  /** As the file has it. */
  readonly text: string
  readonly readOnly: boolean
  /** The line to begin at, from 1 on; 0 is the last one. */
  readonly line: number
  /** What the program says at its foot, in its own words; how often it has said something. */
  readonly said: string
  readonly saidTimes: number
}

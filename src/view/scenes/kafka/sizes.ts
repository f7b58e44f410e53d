/** Lengths that the columns of cards have in common, in pixels. */
export const CARD_GAP = 10
export const ADD_HEIGHT = 40

import "server-only"

/** How a layout looks. The look of an issued invoice never changes: another look is another layout. */
export type Look = {
  /** The operator's mark at the top of the first page, and the places of text set off by its colour. */
  readonly isMarked: boolean
  readonly titleSize: number
  readonly nameSize: number
  readonly partySize: number
  readonly rowPadding: number
  readonly totalSize: number
  readonly noteSize: number
}

/** Of layouts 1 and 2: black on white. */
export const plainLook: Look = {
  isMarked: false,
  titleSize: 22,
  nameSize: 12,
  partySize: 10,
  rowPadding: 7,
  totalSize: 14,
  noteSize: 9,
}

/** From layout 3 on. */
export const markedLook: Look = {
  isMarked: true,
  titleSize: 26,
  nameSize: 13,
  partySize: 11,
  rowPadding: 10,
  totalSize: 17,
  noteSize: 10,
}

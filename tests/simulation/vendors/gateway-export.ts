import type { CarriedOut, GatewayModel } from "./gateway-model"
import { spansAfter } from "./intervals"

type Looked = Pick<GatewayModel, "history" | "openOn" | "closesWhole">

/**
 * The periods that were opened after this instant ends or later, and are open as they were opened. What was
 * closed since is listed no more, also where other periods have opened its place anew.
 */
export function openPeriods(gateway: Looked, endingAfter: number): CarriedOut[] {
  const { history, closesWhole } = gateway
  const isClosed = (opening: CarriedOut, at: number) =>
    history
      .slice(at + 1)
      .some((later) => later.type === "revoke" && isSameCell(later, opening) && touches(later, opening))
  const touches = (one: CarriedOut, other: CarriedOut) =>
    closesWhole || (one.from < other.until && one.until > other.from)
  return history.filter(
    (opening, at) =>
      opening.type === "grant" &&
      opening.until >= endingAfter &&
      !isClosed(opening, at) &&
      isWhole(gateway, opening),
  )
}

const isSameCell = (one: CarriedOut, other: CarriedOut) =>
  one.serial === other.serial && one.packageCode === other.packageCode

const isWhole = ({ openOn }: Looked, { serial, packageCode, from, until }: CarriedOut) =>
  spansAfter(openOn(serial, packageCode), from).some((span) => span.from <= from && span.until >= until)

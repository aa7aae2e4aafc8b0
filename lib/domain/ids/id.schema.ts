import { z } from "zod"
import type { Brand } from "./brand"
import { isUuid } from "./uuid"

/** An id in a form. `message` is shown under its field: `idSchema<OrderId>("Alege o comandă.")`. */
export const idSchema = <Id extends Brand<string, string>>(message = "Valoarea nu este corectă.") =>
  z.custom<Id>((value) => typeof value === "string" && isUuid(value), message)

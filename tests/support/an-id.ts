import type { Brand } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { known } from "./accounts"

/** An id of no row. */
export const anId = <Id extends Brand<string, string>>() =>
  known(parseId<Id>("0191e5a0-7d2f-7000-8000-000000000001"))

import { Badge, type BadgeTone } from "@/components/ui/badge"
import { type OrderState, orderStateWords } from "@/lib/domain/money/order-state"

export const OrderBadge = ({ state }: { readonly state: OrderState }) => (
  <Badge tone={tones[state]}>{orderStateWords[state]}</Badge>
)

const tones = {
  awaiting: "waiting",
  review: "soon",
  paid: "active",
  declined: "over",
  cancelled: "over",
  refunded: "waiting",
} satisfies Record<OrderState, BadgeTone>

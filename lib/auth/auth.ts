import "server-only"
import type { CustomerId, EmailAddress, SessionId } from "@/lib/domain/brand"

export type SignedInCustomer = {
  readonly id: CustomerId
  readonly sessionId: SessionId
  readonly email: EmailAddress
  readonly fullName: string
}

export type Auth = { currentCustomer(): Promise<SignedInCustomer | null> }

import { startGatewayStandIn } from "@/stand-ins/gateway/stand-in"
import { startMailStandIn } from "@/stand-ins/resend/stand-in"
import type { StandIn } from "@/stand-ins/server"
import { startPaymentStandIn } from "@/stand-ins/stripe/stand-in"
import type { Secrets } from "./data-folder"

type Options = {
  /** The product's address, for the stand-ins' webhooks. */
  readonly appUrl: string
  readonly secrets: Secrets
  readonly port: number
  /** Keeps the stand-in's state over a restart. */
  readonly file?: string
}

/** Each starts a stand-in with the secrets that productEnvironment gives to the product. */
export const localStandIns = {
  mail: ({ appUrl, secrets, ...place }: Options): Promise<StandIn> =>
    startMailStandIn({
      ...place,
      webhook: { url: `${appUrl}/api/webhooks/resend`, secret: secrets.RESEND_WEBHOOK_SECRET },
    }),
  payment: ({ appUrl, secrets, ...place }: Options): Promise<StandIn> =>
    startPaymentStandIn({
      ...place,
      webhook: { url: `${appUrl}/api/webhooks/stripe`, secret: secrets.STRIPE_WEBHOOK_SECRET },
    }),
  gateway: ({ secrets, appUrl: _, ...place }: Options): Promise<StandIn> =>
    startGatewayStandIn({ ...place, secret: secrets.ENTITLEMENT_SECRET }),
}

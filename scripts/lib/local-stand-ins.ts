import { startGatewayStandIn } from "@/stand-ins/gateway/stand-in"
import { startMailStandIn } from "@/stand-ins/resend/stand-in"
import type { StandIn } from "@/stand-ins/server"
import { startPaymentStandIn } from "@/stand-ins/stripe/stand-in"
import type { Secrets } from "./data-folder"

type Options = {
  /** Where the product answers: the stand-ins call its webhooks. */
  readonly appUrl: string
  readonly secrets: Secrets
  readonly port: number
  /** Keeps the stand-in's state over a restart. */
  readonly file?: string
}

/** Starts the three stand-ins, with the secrets that the product's environment gets too (productEnvironment). */
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

"use client"

import { type ComponentProps, type ReactNode, useSyncExternalStore } from "react"
import { LinkButton } from "@/components/ui/link-button"
import { campaignOf, withCampaign } from "@/lib/domain/campaign"

/** A way to sign-up or sign-in that takes the campaign of this page's address along. The page itself is prerendered. */
export function CampaignLinkButton({ href, ...rest }: ComponentProps<typeof LinkButton>) {
  return <LinkButton {...rest} href={useCampaignPath(href)} />
}

export function CampaignLink({ href, ...rest }: AnchorProps) {
  return <a {...rest} href={useCampaignPath(href)} />
}

type AnchorProps = { readonly href: string; readonly className?: string; readonly children: ReactNode }

const never = () => () => {}

function useCampaignPath(path: string): string {
  const search = useSyncExternalStore(
    never,
    () => window.location.search,
    () => "",
  )
  return withCampaign(path, campaignOf(new URLSearchParams(search)))
}

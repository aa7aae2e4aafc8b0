"use client"

import { type ComponentProps, type ReactNode, useEffect, useSyncExternalStore } from "react"
import { LinkButton } from "@/components/ui/link-button"
import { campaignOf, campaignOfVisit, withCampaign } from "@/lib/domain/people/campaign"

/** A way to sign-up or sign-in that takes the campaign of the visit along, and puts it back where it got lost. The page itself is prerendered. */
export function CampaignLinkButton({ href, ...rest }: ComponentProps<typeof LinkButton>) {
  return <LinkButton {...rest} href={useCampaignPath(href)} />
}

export function CampaignLink({ href, ...rest }: AnchorProps) {
  return <a {...rest} href={useCampaignPath(href)} />
}

type AnchorProps = { readonly href: string; readonly className?: string; readonly children: ReactNode }

const never = () => () => {}

function useCampaignPath(path: string): string {
  const query = useSyncExternalStore(never, visitQuery, () => "")
  useEffect(() => {
    // Once the router watches the history: a form posts to the address that it knows.
    const timer = setTimeout(() => restoreInAddress(query))
    return () => clearTimeout(timer)
  }, [query])
  return withCampaign(path, Object.fromEntries(new URLSearchParams(query)))
}

const visitQuery = () => withCampaign("", campaignOfVisit(new URL(window.location.href), document.referrer))

function restoreInAddress(query: string) {
  const { pathname, search, hash } = window.location
  if (query === withCampaign("", campaignOf(new URLSearchParams(search)))) return
  const campaign = Object.fromEntries(new URLSearchParams(query))
  window.history.replaceState(null, "", withCampaign(pathname + search, campaign) + hash)
}

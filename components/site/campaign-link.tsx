"use client"

import { type ComponentProps, type ReactNode, useEffect, useSyncExternalStore } from "react"
import { LinkButton } from "@/components/ui/link-button"
import { campaignOf, campaignOfVisit, withCampaign } from "@/lib/domain/people/campaign"

/**
 * A link to sign-up or sign-in with the campaign parameters of the visit. If this page's URL has lost them,
 * they are restored. Done in the browser, because the page is prerendered.
 */
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
    // After the router has started: it must see the change, because forms post to the URL that the router
    // knows.
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

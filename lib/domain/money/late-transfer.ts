import { dayMs, later } from "@/lib/domain/time/lifetimes"

/** A bank transfer takes days. After so many the customer no longer has to wait for it. */
export const transferDays = 14

/** The order of a given-up transfer is kept so long: money that still comes must find it. */
export const givenUpTransferDays = 365

/** Payments started before this instant have had time enough. */
export const lateTransferSince = (now: Date): Date => later(now, -transferDays * dayMs)

/** A delayed payment that has brought neither money nor a no for two weeks. */
export const isTransferLate = (
  { status, createdAt }: { readonly status: string; readonly createdAt: Date },
  now: Date,
): boolean => status === "processing" && createdAt <= lateTransferSince(now)

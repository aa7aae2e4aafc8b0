"use client"

import { useButtonForm } from "@/components/forms/action-button-form"
import { FormAlert } from "@/components/forms/form-alert"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { trust } from "./actions"

/**
 * Shown after mail to the address bounced: the customer corrects it below, or confirms here that it is right.
 */
export function TrustForm() {
  const form = useButtonForm(trust)
  return (
    <form {...form.props} className="mb-5 grid gap-3">
      <Alert tone="danger">
        E-mailurile trimise aici s-au întors. Schimbă adresa mai jos sau, dacă este bună și căsuța primește
        din nou, spune-ne.
      </Alert>
      <FormAlert state={form.state} />
      <Button type="submit" tone="outline" pending={form.pending}>
        Adresa este bună
      </Button>
    </form>
  )
}

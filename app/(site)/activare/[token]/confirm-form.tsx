import { ActionButtonForm } from "@/components/forms/action-button-form"
import { confirmSignUp } from "./actions"

export function ConfirmForm({ token }: { readonly token: string }) {
  return (
    <ActionButtonForm action={confirmSignUp} hidden={{ token }} label="CONFIRMARE" block className="gap-6" />
  )
}

import { ActionButtonForm } from "@/components/forms/action-button-form"
import { notMe } from "./actions"

export function RejectForm({ token }: { readonly token: string }) {
  return (
    <section aria-label="Nu ești tu?" className="border-line border-t pt-6">
      <ActionButtonForm action={notMe} hidden={{ token }} label="Nu sunt eu" tone="outline" block>
        <p>Nu ești tu sau nu ai cerut contul? Ștergem cererea, iar linkul nu mai merge.</p>
      </ActionButtonForm>
    </section>
  )
}

import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"
import { SettingsPart } from "../_parts/settings-part"

export const metadata: Metadata = { title: "Datele mele" }

export default async function ExportPage() {
  await requireCustomer()
  return (
    <SettingsPart title="Datele mele">
      <p>O copie a datelor tale, într-un fișier pentru calculator.</p>
      <form method="post" action={paths.accountExport} className="mt-4 grid">
        <Button type="submit" tone="outline">
          Descarcă datele mele
        </Button>
      </form>
    </SettingsPart>
  )
}

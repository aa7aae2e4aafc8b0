import { PackageRow } from "@/components/account/package-row"
import { SmartcardPanel } from "@/components/account/smartcard-panel"

/**
 * A picture of an account, made of the account's components. Hidden from screen readers, because it shows no
 * real data. Without dates: the page is drawn once and shown for months.
 */
export function AccountPreview() {
  return (
    <div aria-hidden="true" className="text-ink">
      <SmartcardPanel name="TV living" serial="012 3456 7890" isPicture>
        <PackageRow
          name="Familia"
          note="Reînnoit din timp"
          badge={{ tone: "active", text: "Activ · 173 de zile" }}
          fraction={0.94}
          level="none"
        />
        <PackageRow
          name="Sport Extra"
          note="Ți-am scris pe e-mail"
          badge={{ tone: "soon", text: "Expiră în 4 zile" }}
          fraction={0.13}
          level="none"
        />
      </SmartcardPanel>
      <p className="mt-3 text-center text-note text-on-frame-muted">Exemplu: așa arată contul tău</p>
    </div>
  )
}

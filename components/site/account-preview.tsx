import { PackageRow } from "@/components/account/package-row"
import { SmartcardPanel } from "@/components/account/smartcard-panel"

/**
 * A picture of an account, made of the account's components. Hidden from screen readers, because it shows no
 * real data.
 */
export function AccountPreview() {
  return (
    <div aria-hidden="true" className="text-ink">
      <SmartcardPanel name="TV living" serial="012 3456 7890" isPicture>
        <PackageRow
          name="Familia"
          note="Valabil până la 14.05.2027"
          badge={{ tone: "active", text: "Activ · 173 de zile" }}
          fraction={0.94}
          level="none"
        />
        <PackageRow
          name="Sport Extra"
          note="Valabil până la 26.11.2026"
          badge={{ tone: "soon", text: "Expiră în 4 zile" }}
          fraction={0.13}
          level="none"
        />
      </SmartcardPanel>
      <p className="mt-3 text-center text-note text-on-frame-muted">Exemplu: așa arată contul tău</p>
    </div>
  )
}

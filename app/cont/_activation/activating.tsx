import { HelpLinks } from "@/components/site/help-links"
import { Drawing } from "@/components/ui/drawing"

/** While the gateway has not answered. */
export const Activating = ({ isLate }: { readonly isLate: boolean }) => (
  <div className="flex gap-3 rounded-small bg-waiting-ground px-4 py-3">
    <Drawing name="sending" isSmall />
    <div className="min-w-0">
      <p>Pornim pachetul. {isLate ? lateWords : "De obicei durează câteva secunde."}</p>
      <HelpLinks links={[["activarea-dureaza", "Ce faci dacă durează?"]]} />
    </div>
  </div>
)

const lateWords =
  "Durează mai mult decât de obicei: sistemul operatorului nu a răspuns încă. Încercăm mereu, iar dacă nu reușim în 24 de ore îți scriem și nu pierzi nimic."

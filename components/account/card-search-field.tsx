import { TextField } from "@/components/ui/text-field"
import { queryNames } from "@/lib/paths"

/** What a card is searched by, in a GET form. */
export const CardSearchField = ({ search }: { readonly search: string }) => (
  <div className="min-w-0 grow basis-56">
    <TextField
      label="Caută după nume sau ultimele cifre"
      name={queryNames.search}
      defaultValue={search}
      maxLength={60}
      autoComplete="off"
    />
  </div>
)

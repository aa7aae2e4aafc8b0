import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { counties } from "@/lib/domain/firms/counties"

type Field = (
  name: string,
  initial?: string,
) => {
  readonly name: string
  readonly error?: string | undefined
  readonly defaultValue?: string | undefined
}

export type AddressValues = {
  readonly street: string
  readonly county: string
  readonly locality: string
  readonly sector: number | null
  readonly postalCode: string | null
}

const sectors = [1, 2, 3, 4, 5, 6].map((sector) => [String(sector), `Sector ${sector}`] as const)

/**
 * The same for a person and a firm. The county decides which of locality and sector is asked, also without
 * JavaScript.
 */
export function AddressFields({
  field,
  values,
}: {
  readonly field: Field
  readonly values?: AddressValues | undefined
}) {
  return (
    <div className="group grid gap-5">
      <SelectField {...field("county", values?.county)} label="Județ" choices={Object.entries(counties)} />
      <div className="group-has-[option[value=B]:checked]:hidden">
        <TextField
          {...field("locality", values?.locality)}
          label="Localitate"
          autoComplete="address-level2"
          hint="Orașul, comuna sau satul."
        />
      </div>
      <div className="hidden group-has-[option[value=B]:checked]:block">
        <SelectField
          {...field("sector", values?.sector ? String(values.sector) : undefined)}
          label="Sector"
          choices={sectors}
        />
      </div>
      <TextField
        {...field("street", values?.street)}
        label="Stradă, număr, apartament"
        autoComplete="address-line1"
      />
      <TextField
        {...field("postalCode", values?.postalCode ?? undefined)}
        label="Cod poștal"
        optional
        inputMode="numeric"
        autoComplete="postal-code"
      />
    </div>
  )
}

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

/** The same for a person and a firm; which of locality and sector counts, the county decides. */
export function AddressFields({
  field,
  values,
}: {
  readonly field: Field
  readonly values?: AddressValues | undefined
}) {
  return (
    <>
      <TextField
        {...field("street", values?.street)}
        label="Stradă, număr, apartament"
        autoComplete="address-line1"
      />
      <SelectField {...field("county", values?.county)} label="Județ" choices={Object.entries(counties)} />
      <TextField
        {...field("locality", values?.locality)}
        label="Localitate"
        optional
        autoComplete="address-level2"
        hint="În București alege sectorul; localitatea nu mai trebuie."
      />
      <SelectField
        {...field("sector", values?.sector ? String(values.sector) : undefined)}
        label="Sector"
        optional
        choices={sectors}
        hint="Numai pentru București."
      />
      <TextField
        {...field("postalCode", values?.postalCode ?? undefined)}
        label="Cod poștal"
        optional
        inputMode="numeric"
        autoComplete="postal-code"
      />
    </>
  )
}

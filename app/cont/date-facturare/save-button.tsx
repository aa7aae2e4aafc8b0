import { Button } from "@/components/ui/button"

type Props = {
  /** The lines of the order that waits for these data; undefined: none waits. */
  readonly order: string | undefined
  readonly pending: boolean
}

/** Says that an order goes on after it. */
export const SaveButton = ({ order, pending }: Props) => (
  <Button type="submit" tone={order === undefined ? "outline" : "primary"} pending={pending}>
    {order === undefined ? "Salvează datele" : "Salvează și continuă comanda"}
  </Button>
)

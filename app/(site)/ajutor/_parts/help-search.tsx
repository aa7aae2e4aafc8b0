import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { helpPaths } from "@/lib/help-paths"
import { queryNames } from "@/lib/paths"
import { longestSearch } from "../_questions/search"

/** A form that asks by its address: it works without JavaScript, and the page loads none for it. */
export const HelpSearch = ({ asked = "" }: { readonly asked?: string }) => (
  <search className="block print:hidden">
    <form action={helpPaths.search} className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 grow basis-64">
        <TextField
          type="search"
          name={queryNames.search}
          label="Caută în ajutor"
          defaultValue={asked}
          maxLength={longestSearch}
          autoComplete="off"
          required={false}
        />
      </div>
      <Button type="submit" tone="outline" className="min-h-13">
        Caută
      </Button>
    </form>
  </search>
)

import type { FormState } from "./form-state"

/** The answer to a question that the form was asked, for its next post; nothing without a question. */
export const AnswerFields = ({ state }: { readonly state: FormState }) =>
  Object.entries(state.answers ?? {}).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))

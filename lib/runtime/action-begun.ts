import "server-only"
import { AsyncLocalStorage } from "node:async_hooks"
import { channel, subscribe, unsubscribe } from "node:diagnostics_channel"

/** A posted form. `begun`: its body was understood, and one of our actions works on it. */
export type PostedForm = { begun: boolean }

const forms = new AsyncLocalStorage<PostedForm>()
/** Next compiles actions and instrumentation.ts apart: the channel belongs to the process. */
const begun = channel("focus-sat.action-begun")

/** Every action calls it first. What fails earlier is the fault of what was posted. */
export const noteActionBegun = (): void => begun.publish({})

export const followForm = (form: PostedForm, work: () => void): void => forms.run(form, work)

/** Whether this request posted a form that no action has understood. */
export const isFormUnread = (): boolean => forms.getStore()?.begun === false

/** Returns how to end it. */
export function listenForActions(): () => void {
  const mark = () => {
    const form = forms.getStore()
    if (form) form.begun = true
  }
  subscribe(begun.name, mark)
  return () => unsubscribe(begun.name, mark)
}

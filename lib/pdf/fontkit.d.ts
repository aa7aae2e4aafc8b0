/** The part of fontkit that we use; it brings no types. */
declare module "fontkit" {
  export function create(file: Uint8Array): { readonly characterSet: readonly number[] }
}

declare module "subset-font" {
  type Axis = number | { readonly min: number; readonly max: number; readonly default?: number }
  function subsetFont(
    font: Buffer,
    text: string | null,
    options: {
      readonly targetFormat: "sfnt" | "woff" | "woff2"
      readonly variationAxes?: Readonly<Record<string, Axis>>
      readonly keepFeatures?: readonly string[]
      readonly noHinting?: boolean
      readonly keepAllGlyphs?: boolean
    },
  ): Promise<Buffer>
  export = subsetFont
}

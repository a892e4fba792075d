// biome-ignore-all lint/style/noDefaultExport: a default export is what pdfmake has.
// What we use of pdfmake 0.3, which comes without types: a document of nested nodes in, the bytes of a PDF out.

declare module 'pdfmake' {
  export type Content = string | { readonly [property: string]: unknown } | readonly Content[];

  export interface DocumentDefinition {
    readonly content: Content;
    readonly language: string;
    readonly displayTitle: boolean;
    readonly version: '1.7';
    readonly info: { readonly title: string; readonly author: string; readonly creationDate: Date };
    readonly defaultStyle: { readonly [property: string]: unknown };
    readonly styles: { readonly [style: string]: { readonly [property: string]: unknown } };
    readonly pageSize: 'A4';
    readonly pageMargins: readonly [number, number, number, number];
    readonly footer: (page: number, pages: number) => Content;
  }

  interface PdfMake {
    readonly virtualfs: {
      existsSync(name: string): boolean;
      writeFileSync(name: string, content: Uint8Array): void;
    };
    setUrlAccessPolicy(isAllowed: (url: string) => boolean): void;
    setLocalAccessPolicy(isAllowed: (path: string) => boolean): void;
    setFonts(fonts: { readonly [family: string]: { readonly [style: string]: string } }): void;
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Uint8Array> };
  }

  const pdfmake: PdfMake;
  export default pdfmake;
}

declare module 'pdfmake/build/vfs_fonts.js' {
  /** Name of a font file → its bytes in base64. */
  const fonts: Readonly<Record<string, string>>;
  export default fonts;
}

/** JSON Schema 2020-12, as zod writes it and the document has it. */
export type JsonSchema = { readonly [Keyword: string]: unknown };

/** A whole answer before it is a `Response`, whose body takes longer to make and to read back than all else that is said here. */
export type Told = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string };

export function responseOf({ status, headers, text }: Told): Response {
  return new Response(text, { status, headers });
}

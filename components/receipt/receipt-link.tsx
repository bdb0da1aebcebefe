/** To what can be printed and handed on. */
export function ReceiptLink({ sessionId, asked, label }: { sessionId: string; asked: string; label: string }) {
  return (
    <a
      href={`/checkout/${sessionId}/receipt${asked}`}
      className="inline-flex min-h-6 items-center self-start text-13 text-link underline underline-offset-2"
    >
      {label}
    </a>
  );
}
